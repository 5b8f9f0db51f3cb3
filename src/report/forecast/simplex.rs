//! The smallest value of a function of a few numbers between 0 and 1, by Nelder and Mead's simplex.
//!
//! Owns: the search; the same input gives the same answer. Refuses to know: what is searched.

/// Steps at most.
const STEPS: usize = 120;
/// The search ends when best and worst differ by no more than this part.
const CLOSE: f64 = 1e-9;

/// The best point found from `start` on, within the unit box.
pub(super) fn minimize<const N: usize>(start: [f64; N], value: impl Fn(&[f64; N]) -> f64) -> [f64; N] {
    let rated = |point: [f64; N]| {
        let point = point.map(|x| x.clamp(0.0, 1.0));
        let value = value(&point);
        (point, if value.is_nan() { f64::INFINITY } else { value })
    };
    let mut corners = vec![rated(start)];
    for axis in 0..N {
        let mut corner = start;
        corner[axis] += if corner[axis] < 0.5 { 0.2 } else { -0.2 };
        corners.push(rated(corner));
    }
    for _ in 0..STEPS {
        corners.sort_by(|a, b| a.1.total_cmp(&b.1));
        let (best, worst, second) = (corners[0], corners[N], corners[N - 1]);
        if worst.1 - best.1 <= CLOSE * best.1.abs() {
            break;
        }
        let middle: [f64; N] =
            std::array::from_fn(|axis| corners[..N].iter().map(|(point, _)| point[axis]).sum::<f64>() / N as f64);
        let along = |part: f64| rated(std::array::from_fn(|axis| middle[axis] + part * (worst.0[axis] - middle[axis])));
        let reflected = along(-1.0);
        let next = if reflected.1 < best.1 {
            let expanded = along(-2.0);
            if expanded.1 < reflected.1 { expanded } else { reflected }
        } else if reflected.1 < second.1 {
            reflected
        } else {
            along(if reflected.1 < worst.1 { -0.5 } else { 0.5 })
        };
        if next.1 < worst.1 {
            corners[N] = next;
        } else {
            for corner in &mut corners[1..] {
                *corner = rated(std::array::from_fn(|axis| (best.0[axis] + corner.0[axis]) / 2.0));
            }
        }
    }
    corners.sort_by(|a, b| a.1.total_cmp(&b.1));
    corners[0].0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_finds_a_valley_and_stays_in_the_box() {
        let found = minimize([0.5, 0.5], |[x, y]| (x - 0.3).powi(2) + 10.0 * (y - 0.8 * x).powi(2));
        assert!((found[0] - 0.3).abs() < 1e-3 && (found[1] - 0.24).abs() < 1e-3, "{found:?}");
        let edge = minimize([0.5], |[x]| -x);
        assert!(edge[0] > 0.999, "{edge:?}");
        let flat = minimize([0.5; 4], |_| f64::NAN);
        assert!(flat.iter().all(|x| (0.0..=1.0).contains(x)));
    }
}
