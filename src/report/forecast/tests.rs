//! The promises of a forecast, on series of every kind.

use proptest::prelude::*;

use super::*;
use crate::domain::money::PICO;

fn history(dollars: impl IntoIterator<Item = i64>) -> History {
    let costs = dollars.into_iter().map(|dollars| Usd::from_pico(i128::from(dollars) * PICO)).collect();
    History { first: 20_000, costs, ..History::default() }
}

fn wanted(model: Model, horizon: usize) -> Wanted {
    Wanted { horizon, model, confidence: Confidence::default() }
}

fn points(forecast: &Forecast) -> Vec<String> {
    forecast.days.iter().map(|day| day.cost.point.rounded(2, false)).collect()
}

#[test]
fn too_little_history_is_said() {
    let short = forecast(&history(vec![5; 6]), &wanted(Model::Auto, 3)).expect_err("six days");
    assert_eq!(short, TooLittle { days: 6, needed: 7 });
    assert!(Error::from(short).message.contains("6 whole days"));
    assert!(forecast(&history(vec![5; 7]), &wanted(Model::Auto, 3)).is_ok());
}

#[test]
fn a_line_goes_on() {
    let line = history((0..40).map(|day| 10 + 2 * day));
    for model in [Model::Linear, Model::Auto] {
        let ahead = forecast(&line, &wanted(model, 3)).expect("history enough");
        assert_eq!(points(&ahead), ["90.00", "92.00", "94.00"]);
        assert_eq!(ahead.method.model(), "linear");
        assert_eq!(ahead.accuracy.rmse, Usd::ZERO);
        assert_eq!(ahead.days.iter().map(|day| day.day).collect::<Vec<_>>(), [20_040, 20_041, 20_042]);
    }
}

#[test]
fn weekdays_are_followed_from_two_weeks_on() {
    let week = [30, 32, 31, 33, 29, 2, 0];
    let days = history((0..56).map(|day| week[day % 7] + (day as i64 * 7) % 3));
    for model in [Model::Auto, Model::ExponentialSmoothing, Model::MovingAverage, Model::Linear] {
        let ahead = forecast(&days, &wanted(model, 7)).expect("history enough");
        for (day, usual) in ahead.days.iter().zip(week) {
            let distance = (day.cost.point.pico() - i128::from(usual + 1) * PICO).abs();
            assert!(distance < 2 * PICO, "{model}: {} for {usual}", day.cost.point);
        }
    }
    let method = |days: usize| {
        let history = history((0..days).map(|day| week[day % 7]));
        forecast(&history, &wanted(Model::ExponentialSmoothing, 7)).expect("history enough").method
    };
    assert_eq!((method(13), method(14)), (Method::Holt, Method::HoltWinters));
}

#[test]
fn the_simplest_of_equals_is_taken() {
    let ahead = forecast(&history(vec![3; 40]), &wanted(Model::Auto, 40)).expect("history enough");
    assert_eq!(ahead.method, Method::Average);
    let three = Usd::from_pico(3 * PICO);
    assert!(ahead.days.iter().all(|day| day.cost == Band { point: three, lower: three, upper: three }));
    assert_eq!(ahead.days.last().map(|day| day.running.upper), Some(Usd::from_pico(120 * PICO)));
    assert_eq!(ahead.accuracy.mape, Some(0));
}

#[test]
fn days_of_zero_have_no_percentage() {
    let ahead = forecast(&history((0..28).map(|day| i64::from(day % 2 == 0))), &wanted(Model::MovingAverage, 7));
    let accuracy = ahead.expect("history enough").accuracy;
    assert!(accuracy.mape.is_some() && accuracy.zero_days > 0 && accuracy.zero_days < accuracy.forecasts);
    let nothing = forecast(&history(vec![0; 28]), &wanted(Model::Auto, 7)).expect("history enough");
    assert_eq!((nothing.accuracy.mape, nothing.accuracy.rmse), (None, Usd::ZERO));
}

#[test]
fn too_few_errors_for_a_confidence_are_told() {
    let days = |count: usize| history((0..count).map(|day| 10 + (day as i64 * 37) % 11));
    let told = |count: usize| forecast(&days(count), &wanted(Model::MovingAverage, 7)).expect("history enough");
    assert!(told(10).interval_short);
    assert!(!told(200).interval_short);
}

#[test]
fn words_and_bounds() {
    assert_eq!("moving-average".parse::<Model>(), Ok(Model::MovingAverage));
    assert!("arima".parse::<Model>().is_err());
    assert_eq!("0.9".parse::<Confidence>().expect("a confidence").to_string(), "0.9");
    for bad in ["95", "1", "0.4", "-0.9", "x", "0.9999999"] {
        assert!(bad.parse::<Confidence>().is_err(), "{bad}");
    }
}

/// Any series at all: zeros, steps, amounts no one spends, credits.
fn any_costs() -> impl Strategy<Value = Vec<Usd>> {
    let amount = prop_oneof![
        3 => Just(0_i128),
        4 => 0..1_000 * PICO,
        1 => any::<i64>().prop_map(i128::from),
        1 => i128::MAX / 400..i128::MAX / 300,
        1 => any::<i128>(),
    ];
    let mixed = proptest::collection::vec(amount, 0..60);
    let same = (any::<i64>(), 0_usize..60).prop_map(|(amount, days)| vec![i128::from(amount); days]);
    prop_oneof![mixed, same].prop_map(|costs| costs.into_iter().map(Usd::from_pico).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_series_gives_figures_within_their_intervals(
        costs in any_costs(),
        model in proptest::sample::select(vec![Model::Auto, Model::Linear, Model::MovingAverage, Model::ExponentialSmoothing]),
        horizon in 1_usize..60,
    ) {
        let history = History { first: -3, costs, ..History::default() };
        match forecast(&history, &wanted(model, horizon)) {
            Err(short) => prop_assert!(short.days < short.needed),
            Ok(ahead) => {
                prop_assert_eq!(ahead.days.len(), horizon);
                let mut total = Usd::ZERO;
                for day in &ahead.days {
                    total += day.cost.point;
                    prop_assert_eq!(total, day.running.point);
                    for band in [day.cost, day.running] {
                        prop_assert!(Usd::ZERO <= band.lower && band.lower <= band.point && band.point <= band.upper);
                    }
                }
            }
        }
    }

    #[test]
    fn an_edge_is_crossed_both_ways(pico in -1_000_000_000_000_000_000_i128..1_000_000_000_000_000_000) {
        let micro = pico / 1_000_000 * 1_000_000;
        prop_assert_eq!(number::usd(number::dollars(Usd::from_pico(micro))), Usd::from_pico(micro));
    }
}

/// Eight weeks of a working week, every day a little different.
fn weeks() -> Vec<i64> {
    let week = [300, 320, 310, 330, 290, 20, 10];
    (0..56).map(|day| week[day % 7] + (day as i64 * 13) % 11).collect()
}

fn days_found(history: &History, detector: Detector, sensitivity: Sensitivity) -> Vec<(i64, bool)> {
    let judged = anomalies(history, history.first, detector, sensitivity).expect("history enough");
    judged.anomalies.iter().map(|anomaly| (anomaly.day - history.first, anomaly.score > 0)).collect()
}

#[test]
fn a_day_is_judged_by_its_weekday() {
    let mut days = weeks();
    for detector in [Detector::ZScore, Detector::Iqr] {
        assert_eq!(days_found(&history(days.clone()), detector, Sensitivity::Medium), []);
    }
    // What is little for a Tuesday is much for a Sunday; nothing on a Wednesday is odd, too.
    days[41] = 250;
    days[44] = 0;
    for detector in [Detector::ZScore, Detector::Iqr] {
        let found = days_found(&history(days.clone()), detector, Sensitivity::Low);
        assert_eq!(found, [(41, true), (44, false)], "{detector:?}");
    }
}

#[test]
fn steady_growth_is_nothing_special() {
    let growing = history((0..84).map(|day| 100 + 3 * day + (day * 7) % 5));
    assert_eq!(days_found(&growing, Detector::ZScore, Sensitivity::Medium), []);
}

#[test]
fn cents_and_constants_are_no_alarm() {
    let mut same = vec![0; 56];
    assert_eq!(days_found(&history(same.clone()), Detector::ZScore, Sensitivity::High), []);
    same[50] = 1;
    assert_eq!(days_found(&history(same), Detector::ZScore, Sensitivity::Low), [(50, true)]);
    let cents = (0..56).map(|day| Usd::from_pico(if day == 50 { PICO / 100 } else { 0 })).collect();
    assert_eq!(
        days_found(&History { first: 0, costs: cents, ..History::default() }, Detector::ZScore, Sensitivity::High),
        []
    );
}

#[test]
fn three_weeks_come_before_a_judgement() {
    let judge = |days| anomalies(&history(vec![5; days]), 20_000, Detector::ZScore, Sensitivity::High);
    assert_eq!(judge(21), Err(TooLittle { days: 21, needed: 22 }));
    assert_eq!(judge(22).map(|judged| (judged.days, judged.unknown_days)), Ok((1, 21)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_series_is_judged(costs in any_costs(), from in -10_i64..70, iqr in any::<bool>()) {
        let history = History { first: -3, costs, ..History::default() };
        let detector = if iqr { Detector::Iqr } else { Detector::ZScore };
        if let Ok(judged) = anomalies(&history, from, detector, Sensitivity::High) {
            prop_assert!(judged.anomalies.len() <= judged.days);
            for anomaly in &judged.anomalies {
                prop_assert!(anomaly.day >= from && anomaly.day < history.next());
                prop_assert!(anomaly.expected >= Usd::ZERO && anomaly.score != 0);
            }
        }
    }
}
