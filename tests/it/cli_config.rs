//! Configuration from the outside: precedence, origins, mistakes, files and their modes.

use std::os::unix::fs::PermissionsExt;

use crate::run::Home;

fn get(home: &Home, key: &str, env: &[(&str, &str)], flags: &[&str]) -> (String, String) {
    let mut command = home.command(["config", "get", key, "-v"]);
    command.args(flags).envs(env.iter().copied());
    let ran = crate::run::Ran::of(command.output().unwrap()).exits(0);
    (ran.stdout.trim().to_owned(), ran.stderr.trim().to_owned())
}

#[test]
fn flags_win_over_environment_over_files_over_defaults() {
    let home = Home::new();
    assert_eq!(get(&home, "api.port", &[], &[]), ("8080".into(), "from default".into()));
    home.write(".config/cost-ops/config.toml", "[api]\nport = 1\ntimeout_secs = 1\n");
    assert_eq!(get(&home, "api.port", &[], &[]).0, "1");
    home.write("cost-ops.toml", "# here\n[api]\nport = 2\n");
    assert_eq!(get(&home, "api.port", &[], &[]), ("2".into(), "from cost-ops.toml:3".into()));
    let env = [("COST_OPS_API_PORT", "3"), ("COST_OPS_API_TIMEOUT_SECS", "3")];
    assert_eq!(get(&home, "api.port", &env, &[]), ("3".into(), "from COST_OPS_API_PORT".into()));
    assert_eq!(get(&home, "api.timeout_secs", &env, &["--timeout", "4"]), ("4".into(), "from --timeout".into()));
}

#[test]
fn a_named_file_replaces_the_usual_ones() {
    let home = Home::new();
    home.write("cost-ops.toml", "[api]\nport = 2\n");
    home.write("other.toml", "[api]\nbind = \"::1\"\n");
    assert_eq!(get(&home, "api.port", &[("COST_OPS_CONFIG", "other.toml")], &[]).0, "8080");
    assert_eq!(get(&home, "api.bind", &[], &["-c", "other.toml"]).1, "from other.toml:2");
    let ran = home.run(["-c", "absent.toml", "config", "get", "api.port"]).exits(2);
    assert!(ran.stderr.contains("absent.toml"), "{}", ran.stderr);
}

#[test]
fn the_database_url_has_its_own_variables() {
    let home = Home::new();
    let both = [("DATABASE_URL", "b.db"), ("COST_OPS_DATABASE_URL", "a.db")];
    assert_eq!(get(&home, "database.url", &both, &[]).1, "from COST_OPS_DATABASE_URL");
    assert_eq!(get(&home, "database.url", &both[..1], &[]), ("b.db".into(), "from DATABASE_URL".into()));
    assert_eq!(get(&home, "database.url", &both, &["--db", "c.db"]), ("c.db".into(), "from --database-url".into()));
    let (value, origin) = get(&home, "database.url", &[], &[]);
    assert_eq!(origin, "from default");
    assert!(value.starts_with("sqlite:/") && value.ends_with("/.local/share/cost-ops/cost-ops.db"), "{value}");
}

#[test]
fn mistakes_are_named_with_file_line_and_the_nearest_key() {
    let home = Home::new();
    home.write("cost-ops.toml", "[database]\npool_sise = 3\n");
    let ran = home.run(["config", "show"]).exits(2);
    assert!(ran.stderr.contains("cost-ops.toml:2") && ran.stderr.contains("database.pool_size"), "{}", ran.stderr);
    assert_eq!(ran.stdout, "");
    home.write("cost-ops.toml", "[database]\nurl = \"sqlite:/da");
    let ran = home.run(["config", "validate"]).exits(2);
    assert!(ran.stderr.contains("line 2") && ran.stderr.contains("TOML"), "{}", ran.stderr);
    home.write("cost-ops.toml", "[api]\nport = \"x\"\n[loging]\nlevel = \"debug\"\n");
    let ran = home.run(["config", "validate"]).exits(2);
    assert!(ran.stderr.contains("api.port") && ran.stderr.contains("did you mean logging?"), "{}", ran.stderr);
    home.run(["guide", "config"]).exits(0);
}

#[test]
fn set_writes_the_users_file_for_its_owner_only() {
    let home = Home::new();
    home.run(["config", "set", "api.port", "9090"]).exits(0);
    let path = home.at(".config/cost-ops/config.toml");
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "[api]\nport = 9090\n");
    std::fs::write(&path, "# mine\n[api]\nport = 9090 # why\n").unwrap();
    home.run(["config", "set", "api.port", "9091"]).exits(0);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "# mine\n[api]\nport = 9091 # why\n");
    home.run(["config", "set", "api.port", "many"]).exits(2);
    assert!(home.run(["config", "set", "api.prt", "1"]).exits(2).stderr.contains("api.port"));
    home.run(["config", "unset", "api.port"]).exits(0);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "# mine\n[api]\n");
    assert_eq!(home.run(["config", "path"]).exits(0).stdout.trim(), path.to_str().unwrap());
}

#[test]
fn a_secret_is_shown_only_when_asked_for() {
    let home = Home::new();
    home.pipe(["config", "set", "api.key", "-"], b"sk_live_canary\n").exits(0);
    home.run(["config", "set", "api.url", "https://me:canary@host/x"]).exits(0);
    for args in [&["config", "show"][..], &["config", "show", "--redact"], &["config", "get", "api.key"]] {
        let ran = home.run(args).exits(0);
        assert!(!ran.stdout.contains("canary") && ran.stdout.contains("***"), "{ran:?}");
    }
    assert_eq!(home.run(["config", "get", "api.key", "--reveal"]).exits(0).stdout, "sk_live_canary\n");
    let ran = home.run(["-vvv", "config", "get", "api.port"]).exits(0);
    assert!(!ran.stderr.contains("canary"), "{ran:?}");
}

#[test]
fn show_is_toml_that_can_be_read_again() {
    let home = Home::new();
    let shown = home.run(["config", "show"]).exits(0).stdout;
    home.write("again.toml", &shown);
    home.run(["-c", "again.toml", "config", "validate"]).exits(0);
}
