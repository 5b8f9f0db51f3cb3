//! The models against statsmodels on real series, and against no model at all: see
//! `tests/fixtures/forecast/README.md` for the series and the command that made the figures.

use serde_json::Value;

use super::average::Average;
use super::backtest::{Backtest, best_first};
use super::line::{Line, Weekdays};
use super::smoothing::{Smoothing, State};
use super::*;

const FIGURES: &str = include_str!("../../../tests/fixtures/forecast/reference.json");
const SERIES: [(&str, &str); 4] = [
    ("azure-minutes", include_str!("../../../tests/fixtures/forecast/azure-minutes.csv")),
    ("azure-ten-seconds", include_str!("../../../tests/fixtures/forecast/azure-ten-seconds.csv")),
    ("focus-days", include_str!("../../../tests/fixtures/forecast/focus-days.csv")),
    ("page-views", include_str!("../../../tests/fixtures/forecast/page-views.csv")),
];

fn series(text: &str) -> Vec<f64> {
    let values = text.lines().skip(1).map(|line| line.rsplit(',').next().unwrap_or_default().parse());
    values.collect::<Result<_, _>>().expect("numbers")
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().expect("a list").iter().map(|number| number.as_f64().expect("a number")).collect()
}

fn single(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

/// To a millionth, of the value where it is above one.
fn agree(what: &str, ours: &[f64], theirs: &[f64]) {
    assert_eq!(ours.len(), theirs.len(), "{what}");
    for (at, (our, their)) in ours.iter().zip(theirs).enumerate() {
        assert!((our - their).abs() <= 1e-6 * their.abs().max(1.0), "{what} at {at}: {our}, statsmodels {their}");
    }
}

fn each_series(check: impl Fn(&str, &[f64], &Value)) {
    let figures: Value = serde_json::from_str(FIGURES).expect("JSON");
    for (name, text) in SERIES {
        let values = series(text);
        assert!(values.len() >= 30, "{name}");
        check(name, &values, &figures["series"][name]);
    }
}

#[test]
fn lines_agree_with_statsmodels() {
    each_series(|name, values, figures| {
        let ahead = numbers(&figures["line"]["ahead"]).len();
        let line = Line::fit(values);
        agree(name, &line.ahead(0, values.len()), &numbers(&figures["line"]["fitted"]));
        agree(name, &line.ahead(values.len(), ahead), &numbers(&figures["line"]["ahead"]));
        let weekdays = Weekdays::fit(values);
        agree(name, &weekdays.ahead(0, values.len()), &numbers(&figures["weekday_line"]["fitted"]));
        agree(name, &weekdays.ahead(values.len(), ahead), &numbers(&figures["weekday_line"]["ahead"]));
    });
}

#[test]
fn averages_agree_with_numpy() {
    each_series(|name, values, figures| {
        for window in [7, 14, 28] {
            let ours = Average { window, by_weekday: false }.ahead(values, 1);
            agree(name, &ours, &[single(&figures["averages"][window.to_string()])]);
        }
    });
}

#[test]
fn smoothing_agrees_with_statsmodels() {
    each_series(|name, values, figures| {
        let cases = figures["smoothing"].as_array().expect("a list");
        assert_eq!(cases.len(), 6, "{name}");
        for case in cases {
            let what = format!("{name}, {}", case["shape"]);
            let field = |field: &str| single(&case[field]);
            let (alpha, beta, gamma, damping) = (field("alpha"), field("beta"), field("gamma"), field("damping"));
            let smoothing = Smoothing { alpha, beta, gamma, damping };
            let season: [f64; WEEK] = numbers(&case["season"]).try_into().expect("a week");
            let from = State { level: field("level"), trend: field("trend"), season };
            let (mut fitted, mut squares) = (Vec::new(), 0.0);
            let last = smoothing.run(values, from, |value, expected| {
                fitted.push(expected);
                squares += (value - expected) * (value - expected);
            });
            agree(&what, &fitted, &numbers(&case["fitted"]));
            let ahead = numbers(&case["ahead"]);
            agree(&what, &smoothing.after(last, values.len(), ahead.len()), &ahead);
            agree(&what, &[squares], &[field("squares")]);
        }
    });
}

#[test]
fn the_parameters_found_are_no_worse_than_any_given() {
    each_series(|name, values, figures| {
        for case in figures["smoothing"].as_array().expect("a list") {
            let shape = match case["shape"].as_str() {
                Some("level") => smoothing::Shape::Level,
                Some("trend") => smoothing::Shape::Trend,
                _ => smoothing::Shape::Season,
            };
            let from = smoothing::begin(values, shape);
            let squares = |smoothing: Smoothing| {
                let mut sum = 0.0;
                smoothing.run(values, from, |value, expected| sum += (value - expected) * (value - expected));
                sum
            };
            let field = |field: &str| single(&case[field]);
            let (alpha, beta, gamma, damping) = (field("alpha"), field("beta"), field("gamma"), field("damping"));
            let given = squares(Smoothing { alpha, beta, gamma, damping });
            let found = squares(smoothing::tune(values, shape));
            assert!(found <= given * 1.000_001, "{name}, {shape:?}: {found} found, {given} given");
        }
    });
}

/// One day ahead, page views jump for a day: "as the day before" is hard to beat, and a spend forecast is
/// not asked one day ahead. The figures stand beside the series, in `backtest.tsv`.
#[test]
fn the_choice_is_better_than_no_model() {
    let mut figures = String::from("series\tahead\tmethod\trmse\tmae\n");
    for (name, text) in SERIES {
        let values = series(text);
        for horizon in [7, 14, 30] {
            let run = |method| Backtest::run(method, &values, horizon);
            let mut tests: Vec<Backtest> = Model::Auto.methods(values.len()).into_iter().map(run).collect();
            best_first(&mut tests);
            let ours = tests[0].accuracy();
            let mut figure = |method: Method, accuracy: Accuracy| {
                let (rmse, mae) = (accuracy.rmse.rounded(3, false), accuracy.mae.rounded(3, false));
                figures += &format!("{name}\t{horizon}\t{method}\t{rmse}\t{mae}\n");
            };
            figure(tests[0].method, ours);
            for plain in Method::BENCHMARKS {
                let theirs = run(plain).accuracy();
                figure(plain, theirs);
                assert!(ours.rmse < theirs.rmse, "{name}, {horizon} ahead: worse RMSE than {plain}");
                assert!(ours.mae < theirs.mae, "{name}, {horizon} ahead: worse MAE than {plain}");
            }
        }
    }
    assert_eq!(
        figures,
        include_str!("../../../tests/fixtures/forecast/backtest.tsv"),
        "backtest.tsv is to be\n{figures}"
    );
}

/// Intervals made from the first days hold what came later as often as they say, or nearly.
#[test]
fn intervals_hold_what_they_promise() {
    let (_, text) = SERIES[1];
    let values = series(text);
    let costs: Vec<Usd> = values.iter().map(|value| number::usd(value / 1e5)).collect();
    let (mut inside, mut all) = (0, 0);
    for end in (120..costs.len() - 7).step_by(7) {
        let history = History { first: 0, costs: costs[..end].to_vec(), ..History::default() };
        let wanted = Wanted { horizon: 7, model: Model::Auto, confidence: "0.9".parse().expect("a confidence") };
        for (day, came) in forecast(&history, &wanted).expect("history enough").days.iter().zip(&costs[end..]) {
            inside += i32::from((day.cost.lower..=day.cost.upper).contains(came));
            all += 1;
        }
    }
    assert!(inside * 100 >= all * 85, "{inside} of {all}");
}
