//! Price lists from elsewhere become our own shape, and ours comes back unchanged.

use std::path::Path;

use cost_ops::catalog::exchange::{Dates, Format, Imported, read, recognise, to_jsonl, to_toml};
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
    assert_eq!((list.format, list.dates), (Format::GenaiPrices, Dates::Some));
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
    let eclipse = model(&list, "penumbra", "regional.umbra.eclipse-3-v1:0");
    assert_eq!((eclipse.prefixes.as_slice(), eclipse.any_region), (&["eclipse-3".to_owned()][..], true));
    assert_eq!(file(&list, "penumbra").provider.vendors, ["umbra"]);
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
fn litellm_scales_exactly_and_finds_tiers_contexts_and_uplifts() {
    let list = imported("litellm.json");
    assert_eq!((list.format, list.dates), (Format::LiteLlm, Dates::None));
    let one = model(&list, "umbra", "umbra-1");
    assert_eq!(one.window, Some(128_000));
    assert_eq!(
        rates(&list, "umbra", "umbra-1", 0),
        "cache_audio_read_tokens=0.04 cache_audio_write_1h_tokens=0.8 cache_audio_write_tokens=0.5 cache_read_tokens=0.04 \
         cache_write_1h_tokens=0.8 cache_write_tokens=0.5 input_audio_tokens=2 input_tokens=0.4 output_tokens=1.6 web_searches=10"
    );
    assert_eq!(one.prices[0].above["272000"]["output_tokens"], "2.4");
    let batch = one.variants.iter().find(|v| v.when.get("processing").is_some_and(|v| v == "batch")).expect("batch");
    assert_eq!((batch.rates["input_tokens"].as_str(), batch.rates["cache_read_tokens"].as_str()), ("0.2", "0.04"));
    assert_eq!(batch.above["272000"]["cache_read_tokens"], "0.04");
    assert!(
        one.variants
            .iter()
            .any(|v| v.when.get("service_tier").is_some_and(|v| v == "priority") && v.rates["input_tokens"] == "0.7")
    );
    let uplifts = &file(&list, "umbra").provider.uplifts;
    let shown: Vec<String> =
        uplifts.iter().map(|u| format!("{}={} {}/{}", u.attribute, u.values[0], u.times, u.over)).collect();
    assert_eq!(shown, ["data_residency=eu 11/10", "inference_geo=us 11/10", "speed=fast 2/1"]);
    assert_eq!(model(&list, "x-ai", "dusk-2").prices[0].above["199999"]["input_tokens"], "4", "from the threshold on");
    assert_eq!(rates(&list, "azure", "eu/umbra-9", 0), "input_tokens=1.1 output_tokens=4.4");
    assert_eq!(model(&list, "azure", "eu/umbra-9").names, ["azure/eu/umbra-9"]);
    assert_eq!(rates(&list, "azure", "umbra-hear", 0), "audio_seconds=0.36");
    assert_eq!(rates(&list, "google", "umbra-embed", 0), "input_characters=0.025 input_tokens=0.02 output_tokens=0");
    assert_eq!(rates(&list, "cohere", "umbra-rank", 0), "input_tokens=0 output_tokens=0 rerank_searches=2");
    assert_eq!(rates(&list, "mistral", "umbra-page", 0), "input_annotated_document_pages=3 input_document_pages=1");
    assert_eq!(model(&list, "duskscope", "umbra-plus").prices[0].above["32000"]["input_tokens"], "0.45");
    let night = model(&list, "umbra", "umbra-night");
    assert_eq!((night.hours.len(), night.hours[0].rates["input_tokens"].as_str()), (2, "0.5"));
    assert_eq!(file(&list, "umbra").schedules[1].weekdays, ["sat", "sun"]);
    assert_eq!(file(&list, "umbra").schedules[1].windows.len(), 2, "a whole day is two halves");
}

#[test]
fn litellm_says_what_it_leaves_out_and_refuses() {
    let list = imported("litellm.json");
    // The name with the way to it has another price: it is kept under that name alone.
    let other = model(&list, "umbra", "umbra/umbra-1");
    assert_eq!((other.prices[0].rates["input_tokens"].as_str(), other.names.len()), ("0.9", 0));
    assert_eq!(list.skipped, 4, "{:#?}", list.log);
    for said in [
        "none of its prices has a class (umbra/umbra-paint)",
        "not marked free (umbra/umbra-void)",
        "umbra/umbra-minus",
        "umbra/umbra-word",
        "google_maps_grounding_cost_per_query",
        "0.40000000000000003 is a float artefact of 0.4",
        "sample_spec, umbra-nobody",
        "two prices for one name",
        "hours of the day",
    ] {
        assert!(told(&list, said), "{said}: {:#?}", list.log);
    }
}

#[test]
fn models_dev_is_read_with_its_tiers_and_modes() {
    let list = imported("models-dev.json");
    assert_eq!((list.format, list.dates, list.skipped), (Format::ModelsDev, Dates::None, 2), "{:#?}", list.log);
    let one = model(&list, "umbra", "umbra-1");
    assert_eq!(one.prices[0].rates["output_reasoning_tokens"], "12");
    assert_eq!(one.prices[0].rates["cache_audio_read_tokens"], "0.125");
    let thresholds: Vec<&String> = one.prices[0].above.keys().collect();
    assert_eq!(thresholds, ["272000"], "the older tier says the same less exactly");
    assert!(one.variants.iter().any(|v| v.when["speed"] == "fast" && v.rates["output_tokens"] == "20"));
    let old = model(&list, "umbra", "umbra-old");
    assert_eq!((old.deprecated, old.window, old.prices[0].rates["output_tokens"].as_str()), (true, None, "2"));
    assert_eq!(old.prices[0].above["200000"]["input_tokens"], "2");
    assert_eq!(file(&list, "umbra").provider.name, "Umbra Labs");
    assert_eq!(rates(&list, "aws", "umbra.umbra-1-v1:0", 0), "input_tokens=1.25 output_tokens=10");
    for said in ["moonbeams", "dreaming", "umbra/umbra-open", "umbra/umbra-bad", "2.0000000000000004"] {
        assert!(told(&list, said), "{said}: {:#?}", list.log);
    }
}

#[test]
fn model_prices_is_read_with_its_history_modes_and_schedules() {
    let list = imported("model-prices.json");
    assert_eq!((list.format, list.dates, list.skipped), (Format::ModelPrices, Dates::Some, 1), "{:#?}", list.log);
    let one = model(&list, "umbra", "umbra-1");
    assert_eq!((one.deprecated, one.names.as_slice(), one.prices.len()), (true, &["umbra-one".to_owned()][..], 2));
    assert_eq!((one.prices[0].from.as_deref(), one.prices[1].from.as_deref()), (None, Some("2026-03-01")));
    assert_eq!(one.prices[1].rates["cache_write_1h_tokens"], "2");
    let tier = &one.prices[1].above["200000"];
    assert_eq!((tier["input_tokens"].as_str(), tier["cache_write_1h_tokens"].as_str()), ("1.5", "3"));
    let batch: Vec<_> = one.variants.iter().map(|v| (v.from.as_deref(), v.until.as_deref())).collect();
    assert_eq!(batch, [(Some("2026-04-01"), Some("2026-05-01")), (Some("2026-05-01"), None)]);
    let fast = &model(&list, "dusk", "dusk-1").variants[0];
    assert_eq!((fast.when["speed"].as_str(), fast.until.as_deref()), ("fast", Some("2026-08-16T04:26:58Z")));
    assert_eq!(model(&list, "openai", "made-up-1").variants.len(), 2, "priority, by both its names");
    let peak = &file(&list, "umbra").schedules[0];
    assert_eq!((peak.zone.as_str(), peak.windows[1].clone()), ("Etc/GMT-8", ["06:00".to_owned(), "07:30".to_owned()]));
    assert_eq!(peak.holidays, ["2026-01-01", "2026-05-01"]);
    assert_eq!((one.hours[0].times, one.hours[0].over), (2, 1));
    assert_eq!(model(&list, "dusk", "dusk-1").hours[0].over, 4);
    for said in ["thinking", "bases", "dusk/dusk-bad", "no such provider (nobody)"] {
        assert!(told(&list, said), "{said}: {:#?}", list.log);
    }
}

#[test]
fn llm_prices_is_read_with_its_dates_and_tiers() {
    let list = imported("llm-prices.json");
    assert_eq!((list.format, list.dates, list.skipped), (Format::LlmPrices, Dates::Some, 4), "{:#?}", list.log);
    let one = model(&list, "umbra", "umbra-1");
    assert_eq!((one.prices[0].from.as_deref(), one.prices[0].until.as_deref()), (None, None));
    assert_eq!(one.prices[1].from.as_deref(), Some("2026-02-01"));
    assert_eq!(one.prices[1].above["200000"]["cache_read_tokens"], "0.25");
    assert!(one.prices[0].above.is_empty(), "the tier began later");
    let ended = &model(&list, "moonshotai", "dusk-1").prices[0];
    assert_eq!((ended.from.as_deref(), ended.until.as_deref()), (Some("2026-01-01"), Some("2026-03-01")));
    for said in ["alone", "umbra/umbra-void", "from_date is no date (umbra/umbra-late)", "without vendor or id"] {
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
