//! What the terminal can show.

use super::environment::Environment;
use crate::render::Style;

/// Columns for output that no terminal shows, and for terminals that do not say.
const DEFAULT_WIDTH: u16 = 100;
/// Below this nothing can be laid out; narrower terminals wrap.
const MIN_WIDTH: u16 = 20;

/// How a table may look on a terminal, or elsewhere.
pub(super) fn style(env: &Environment, no_color: bool, terminal: bool) -> Style {
    Style { width: width(env, terminal), color: color(env, no_color, terminal), unicode: unicode(env) }
}

/// COLUMNS when it is a number, else what the terminal says, else [`DEFAULT_WIDTH`].
fn width(env: &Environment, terminal: bool) -> u16 {
    let told = env.text("COLUMNS").and_then(|columns| columns.trim().parse().ok());
    let asked =
        || if terminal { rustix::termios::tcgetwinsize(std::io::stdout()).ok().map(|s| s.ws_col) } else { None };
    match told.filter(|columns| *columns > 0).or_else(asked) {
        None | Some(0) => DEFAULT_WIDTH,
        Some(columns) => columns.max(MIN_WIDTH),
    }
}

/// Whether to color: never when asked not to, nor on a dumb terminal; otherwise on terminals only,
/// unless CLICOLOR_FORCE says so everywhere.
pub(super) fn color(env: &Environment, no_color: bool, terminal: bool) -> bool {
    let refused = no_color || env.is_set("NO_COLOR");
    let forced = env.text("CLICOLOR_FORCE").is_some_and(|force| !force.is_empty() && force != "0");
    let capable = terminal && env.text("TERM") != Some("dumb") && env.text("CLICOLOR") != Some("0");
    !refused && (forced || capable)
}

/// Whether the locale's characters are UTF-8.
fn unicode(env: &Environment) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find(|name| env.is_set(name));
    let locale = locale.and_then(|name| env.text(name)).unwrap_or_default().to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_width_of_nothing_is_the_default() {
        let env = Environment::of(&[("COLUMNS", "0")]);
        assert_eq!(width(&env, false), DEFAULT_WIDTH);
        assert_eq!(width(&Environment::of(&[("COLUMNS", "7")]), false), MIN_WIDTH);
        assert_eq!(width(&Environment::of(&[("COLUMNS", "wide")]), false), DEFAULT_WIDTH);
        assert_eq!(width(&Environment::of(&[("COLUMNS", "132")]), false), 132);
    }

    #[test]
    fn color_is_refused_before_it_is_forced() {
        let forced = [("CLICOLOR_FORCE", "1")];
        assert!(color(&Environment::of(&forced), false, false));
        assert!(!color(&Environment::of(&forced), true, true));
        assert!(!color(&Environment::of(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]), false, true));
        assert!(!color(&Environment::of(&[("TERM", "dumb")]), false, true));
        assert!(color(&Environment::of(&[("NO_COLOR", "")]), false, true));
    }

    #[test]
    fn the_first_locale_variable_that_is_set_decides() {
        assert!(unicode(&Environment::of(&[("LANG", "de_DE.UTF-8")])));
        assert!(!unicode(&Environment::of(&[("LC_ALL", "C"), ("LANG", "de_DE.UTF-8")])));
        assert!(!unicode(&Environment::of(&[])));
    }
}
