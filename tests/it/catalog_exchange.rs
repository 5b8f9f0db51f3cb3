//! Price lists from elsewhere become our own shape, and ours comes back unchanged.

use std::path::Path;

use cost_ops::catalog::exchange::{Format, Imported, read, recognise, to_jsonl, to_toml};
use cost_ops::catalog::format::{File, Model};

fn fixture(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/catalog/exchange").join(name);
    std::fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn imported(name: &str) -> Imported {
    read(&fixture(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

fn file<'a>(list: &'a Imported, provider: &str) -> &'a File {
    let found = list.files.iter().find(|file| file.provider.id == provider);
    found.unwrap_or_else(|| panic!("no provider {provider}"))
}

fn model<'a>(list: &'a Imported, provider: &str, id: &str) -> &'a Model {
    let found = file(list, provider).models.iter().find(|model| model.id == id);
    found.unwrap_or_else(|| panic!("no model {provider}/{id}"))
}

/// `class=usd` of a model's price, in the order of the class names.
fn rates(list: &Imported, provider: &str, id: &str, at: usize) -> String {
    let price = &model(list, provider, id).prices[at];
    let pairs: Vec<String> = price.rates.iter().map(|(class, usd)| format!("{class}={usd}")).collect();
    pairs.join(" ")
}

fn told(list: &Imported, what: &str) -> bool {
    list.log.iter().any(|line| line.contains(what))
}

/// The price files in the program's source.
fn embedded() -> Vec<File> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/catalog/files");
    let mut paths: Vec<_> = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let parse = |path: &std::path::PathBuf| toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    paths.iter().map(parse).collect()
}

/// All that is in the files, comparable.
fn shown(files: &[File]) -> String {
    let mut sorted: Vec<&File> = files.iter().collect();
    sorted.sort_by(|a, b| a.provider.id.cmp(&b.provider.id));
    format!("{sorted:#?}")
}

#[test]
fn the_embedded_catalog_goes_out_as_toml_and_comes_back_the_same() {
    for one in embedded() {
        let list = read(to_toml(&one).as_bytes()).expect("our own TOML");
        assert_eq!((list.format, list.skipped, list.log.as_slice()), (Format::Toml, 0, &[][..]), "{}", one.provider.id);
        assert_eq!(shown(&list.files), shown(std::slice::from_ref(&one)));
    }
}

#[test]
fn the_embedded_catalog_goes_out_as_json_lines_and_comes_back_the_same() {
    let files = embedded();
    let text = to_jsonl(&files);
    assert_eq!(text.lines().count(), 47 + files.iter().map(|file| file.models.len()).sum::<usize>());
    let list = read(text.as_bytes()).expect("our own JSON Lines");
    assert_eq!((list.format, list.skipped, list.log.as_slice()), (Format::Jsonl, 0, &[][..]));
    assert_eq!(shown(&list.files), shown(&files));
}

#[test]
fn genai_prices_keeps_dates_tiers_variants_hours_and_names() {
    let list = imported("genai.json");
    assert_eq!((list.format, list.dated), (Format::GenaiPrices, true));
    let one = model(&list, "umbra", "umbra-1");
    assert_eq!((one.window, one.dated.as_slice()), (Some(128_000), &["umbra-1".to_owned()][..]));
    assert_eq!(rates(&list, "umbra", "umbra-1", 0), "input_tokens=2 output_tokens=8");
    assert_eq!(one.prices[0].above["200000"]["output_tokens"], "12");
    assert_eq!(one.prices[1].from.as_deref(), Some("2026-03-01"));
    assert_eq!(rates(&list, "umbra", "umbra-1", 1), "cache_read_tokens=0.104 input_tokens=1.04 output_tokens=6");
    assert_eq!((one.variants.len(), one.variants[0].from.as_deref()), (1, Some("2026-04-01")));
    assert_eq!(model(&list, "umbra", "umbra-2").prefixes, ["umbra-2"]);
    assert_eq!(rates(&list, "umbra", "umbra-whisper", 0), "audio_seconds=0.36");
    assert_eq!(rates(&list, "penumbra", "p/half", 0), "input_tokens=0 output_tokens=0.0028");
    let day = model(&list, "umbra", "umbra-day");
    assert_eq!((day.prices.len(), day.hours[0].rates["input_tokens"].as_str()), (1, "0.5"));
    let schedule = file(&list, "umbra").schedules.iter().find(|schedule| schedule.id == day.hours[0].schedule);
    assert_eq!(schedule.expect("its schedule").windows, [["16:30".to_owned(), "00:30".to_owned()]]);
    let provider = &file(&list, "umbra").provider;
    assert_eq!(
        (provider.owns.as_slice(), provider.borrows.as_slice()),
        (&["umbra-".to_owned()][..], &["penumbra".to_owned()][..])
    );
    assert_eq!(
        (provider.words.as_slice(), provider.aliases.as_slice()),
        (&["umbra".to_owned()][..], &["umbra-eu".to_owned()][..])
    );
}

#[test]
fn genai_prices_refuses_what_is_no_price_and_says_so() {
    let list = imported("genai.json");
    assert!(model(&list, "umbra", "umbra-gift:free").free);
    for refused in ["umbra-void", "umbra-auto", "umbra-text", "umbra-late", "umbra-lost"] {
        assert!(!file(&list, "umbra").models.iter().any(|model| model.id == refused), "{refused}");
        assert!(list.log.iter().any(|line| line.contains("refused") && line.contains(refused)), "{refused}");
    }
    assert!(told(&list, "the model is listed twice (umbra/umbra-1)"));
    assert_eq!(list.skipped, 6);
    // The first rule that accepts a name has it, also when its model has no price.
    let second = model(&list, "umbra", "umbra-void-2");
    assert!(second.unnamed && second.names.is_empty(), "{second:?}");
    assert!(model(&list, "umbra", "umbra-2-night").unnamed, "umbra-2 accepts it first");
    for said in
        ["1.0399999999999998 is a float artefact of 1.04", "moonbeams_mtok", "new_thing", "^umbra-odd.*$", "hours"]
    {
        assert!(told(&list, said), "{said}: {:#?}", list.log);
    }
}

#[test]
fn our_own_formats_refuse_a_mistake_with_its_place() {
    let head = "[provider]\nid = \"umbra\"\nname = \"Umbra\"\norder = 1\n";
    let unknown = read(format!("{head}\n[[model]]\nid = \"m\"\ninput = \"3\"\n").as_bytes()).expect_err("a key");
    assert!(unknown.message.contains("line 8, column 1") && unknown.message.contains("input"), "{unknown}");
    let broken = read(format!("{head}aliases = [\n").as_bytes()).expect_err("no TOML");
    assert!(broken.message.contains("line "), "{broken}");
    let lines = "{\"provider\":{\"id\":\"umbra\",\"name\":\"U\",\"order\":1}}\n";
    let cases = [
        ("{\"of\":\"umbra\",\"model\":{\"id\":\"m\",\"cost\":1}}", "line 2, column 38: unknown field `cost`"),
        ("{\"of\":\"nobody\",\"model\":{\"id\":\"m\"}}", "line 2: no line before this one describes"),
        ("{\"of\":\"umbra\"}", "line 2: a line has either"),
        ("{\"provider\":{\"id\":\"umbra\",\"name\":\"U\",\"order\":1}}", "is there already"),
        ("{\"of\":", "line 2, column"),
    ];
    for (line, what) in cases {
        let error = read(format!("{lines}{line}\n").as_bytes()).expect_err(line);
        assert!(error.message.contains(what), "{line}: {error}");
    }
}

#[test]
fn a_model_of_ours_that_cannot_be_used_is_refused_alone() {
    let text = "[provider]\nid = \"umbra\"\nname = \"Umbra\"\norder = 1\n\n\
        [[model]]\nid = \"good\"\n[[model.price]]\nrates = { input_tokens = \"1\" }\n\n\
        [[model]]\nid = \"empty\"\n\n\
        [[model]]\nid = \"class\"\n[[model.price]]\nrates = { tokens = \"1\" }\n\n\
        [[model]]\nid = \"negative\"\n[[model.price]]\nrates = { input_tokens = \"-1\" }\n\n\
        [[model]]\nid = \"order\"\n[[model.price]]\nfrom = \"2026-02-01\"\nrates = { input_tokens = \"1\" }\n\
        [[model.price]]\nfrom = \"2026-01-01\"\nrates = { input_tokens = \"2\" }\n";
    let list = read(text.as_bytes()).expect("our TOML");
    let ids: Vec<&str> = list.files[0].models.iter().map(|model| model.id.as_str()).collect();
    assert_eq!((ids.as_slice(), list.skipped), (&["good"][..], 4));
    for said in
        ["no rates, and not marked free (umbra/empty)", "no usage class", "umbra/negative", "does not begin after"]
    {
        assert!(told(&list, said), "{said}: {:#?}", list.log);
    }
}

#[test]
fn what_is_no_price_list_is_refused_with_what_it_looks_like() {
    let cases: &[(&[u8], &str)] = &[
        (b"", "it is empty"),
        (b" \n", "it is empty"),
        (b"<!doctype html><html>", "web page"),
        (b"\x1f\x8b\x08\x00", "compressed"),
        (b"\xff\xfe{\x00", "not UTF-8"),
        (b"model,input,output\n", "neither JSON nor"),
        (b"{\"usage\":{\"a\":1},\"id\":\"x\"}", "the keys \"usage\", \"id\""),
        (b"[{\"usage\":1}]", "a JSON list"),
        (b"{\"a\":\n,}", "line 2"),
        (b"{}", "no keys"),
        (b"[]", "a JSON list"),
    ];
    for (bytes, what) in cases {
        let error = recognise(bytes).expect_err("no price list");
        assert!(error.message.contains(what), "{error}");
        assert!(read(bytes).is_err());
    }
}

/// Reads the real lists, which are not ours to ship: `COST_OPS_PRICE_LISTS=DIRECTORY`.
#[test]
fn real_lists_are_read() {
    let Some(directory) = std::env::var_os("COST_OPS_PRICE_LISTS") else {
        eprintln!("skipped: COST_OPS_PRICE_LISTS names no directory of real price lists");
        return;
    };
    let mut paths: Vec<_> = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "the directory has price lists");
    for path in paths {
        let bytes = std::fs::read(&path).unwrap();
        let started = std::time::Instant::now();
        let list = read(&bytes).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let models: usize = list.files.iter().map(|file| file.models.len()).sum();
        eprintln!(
            "{}: {}, {} providers, {models} models, {} refused, {} lines of log, {} ms",
            path.display(),
            list.format.as_str(),
            list.files.len(),
            list.skipped,
            list.log.len(),
            started.elapsed().as_millis()
        );
        list.log.iter().for_each(|line| eprintln!("    {line}"));
        assert!(models > list.skipped / 2, "{}: most is refused", path.display());
        let again = read(to_jsonl(&list.files).as_bytes()).expect("our own JSON Lines");
        assert_eq!((again.skipped, shown(&again.files)), (0, shown(&list.files)), "{}", path.display());
    }
}
