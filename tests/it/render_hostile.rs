//! Output cannot attack its reader: any text, in every format, stays text.

use calamine::{Reader, Xlsx};
use proptest::prelude::*;

use crate::report_query::rendered;
use cost_ops::domain::text::is_unsafe;
use cost_ops::domain::{Tz, Usd};
use cost_ops::render::{self, Format, Style};
use cost_ops::table::{Cell, Column, Kind, Table};

const FORMATS: [Format; 12] = [
    Format::Table,
    Format::Json,
    Format::Jsonl,
    Format::Csv,
    Format::Markdown,
    Format::Yaml,
    Format::Html,
    Format::Hledger,
    Format::Beancount,
    Format::Prometheus,
    Format::Github,
    Format::Junit,
];

/// A table with the text in every place that text from data can get to.
fn table(text: &str) -> Table {
    let mut table = Table { title: text.into(), rows_title: text.into(), zone: Some(Tz::UTC), ..Table::default() };
    table.columns = vec![
        Column::new(format!("tag:{text}"), text, Kind::Text),
        Column::new("model", "Model", Kind::Text),
        Column::new("tags", "Tags", Kind::Json),
        Column::new("metadata", "Metadata", Kind::Json),
        Column::new("total_cost", "Cost", Kind::Money),
    ];
    let tags = serde_json::json!({ text: text, "list": [text] }).to_string();
    let cells = |metadata: String| {
        vec![
            Cell::Text(text.into()),
            Cell::Text(text.into()),
            Cell::Json(tags.clone()),
            Cell::Json(metadata),
            Cell::Money(Usd::from_pico(-1)),
        ]
    };
    table.item(cells(text.to_owned()));
    table.item(cells(format!("[{tags},\n\t1e400]")));
    table.summary = vec![(text.to_owned(), Cell::Text(text.into())), ("total_cost".into(), Cell::Empty)];
    table.next_cursor = Some(text.into());
    table.limit = Some(2);
    table.note(true, text);
    table.fact(text, Cell::Text(text.into()));
    table
}

/// Text as attackers write it, and any other.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = proptest::sample::select(vec![
        "\u{1b}[31m",
        "\u{1b}]0;x\u{7}",
        "\u{9b}2J",
        "\r",
        "\n",
        "\t",
        "\0",
        "\u{202e}",
        "\u{200b}",
        "\u{feff}",
        "\u{2028}",
        "\u{85}",
        "\u{7f}",
        "=cmd|' /C calc'!A0",
        "@SUM(1)",
        "+1",
        "-1",
        "'; DROP TABLE",
        "<script>",
        "|",
        "`",
        "\\",
        "\"",
        "'",
        "---",
        "...",
        ": ",
        " #",
        "- ",
        "? ",
        "!!tag",
        "&a",
        "*a",
        "%YAML",
        "no",
        "null",
        "1e3",
        "0x1",
        "~",
        "é",
        "価格",
        "😀",
        "\u{e0041}",
        "\u{fffe}",
        "\u{10ffff}",
        "{",
        "}",
        "[",
        ",",
        "a",
        " ",
        "",
    ]);
    prop_oneof![
        proptest::collection::vec(pieces, 0..6).prop_map(|pieces| pieces.concat()),
        proptest::collection::vec(any::<char>(), 0..24).prop_map(String::from_iter),
        ".{0,40}",
    ]
}

/// Nothing a terminal would obey, but the format's own line ends.
fn assert_no_raw_control(output: &str, format: Format) -> Result<(), TestCaseError> {
    let output = if format == Format::Csv { output.replace("\r\n", "\n") } else { output.to_owned() };
    let bad = output.chars().find(|c| *c != '\n' && is_unsafe(*c));
    prop_assert_eq!(bad, None, "{:?} in {:?}", bad, format);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn no_format_lets_a_control_byte_through(text in hostile()) {
        let table = table(&text);
        for format in FORMATS {
            let output = rendered(&table, format, 60);
            assert_no_raw_control(&output, format)?;
            match format {
                Format::Json => {
                    let answer: serde_json::Value = parsed(&output.replace("1e400", "1"))?;
                    prop_assert_eq!(answer["data"][0]["model"].as_str(), Some(text.as_str()));
                    prop_assert_eq!(answer["pagination"]["next_cursor"].as_str(), Some(text.as_str()));
                }
                Format::Jsonl => {
                    prop_assert_eq!(output.lines().count(), 2);
                    let row: serde_json::Value = parsed(output.lines().next().unwrap_or_default())?;
                    prop_assert_eq!(row["model"].as_str(), Some(text.as_str()));
                    prop_assert_eq!(row[format!("tag:{text}")].as_str(), Some(text.as_str()));
                }
                Format::Csv => {
                    let mut reader = csv::Reader::from_reader(output.as_bytes());
                    let rows: Vec<_> = reader.records().collect::<Result<_, _>>().map_err(|e| TestCaseError::fail(e.to_string()))?;
                    prop_assert_eq!(rows.len(), 2);
                    prop_assert!(!rows[0][1].starts_with(['=', '+', '-', '@', '\t', '\r']));
                    prop_assert_eq!(&rows[0][4], "-0.000000000001", "numbers are never quoted");
                }
                Format::Yaml => {
                    let answer: serde_json::Value = serde_saphyr::from_str(&output).map_err(|e| TestCaseError::fail(format!("{e}\n{output}")))?;
                    prop_assert_eq!(answer["data"][0]["model"].as_str(), Some(text.as_str()));
                    prop_assert_eq!(answer["data"][0][format!("tag:{text}")].as_str(), Some(text.as_str()));
                    prop_assert_eq!(answer["summary"]["total_cost_exact"].clone(), serde_json::Value::Null);
                }
                // Rows without a title have no heading.
                Format::Html if text.is_empty() => {}
                Format::Html => {
                    let tags = |page: &str| page.matches('<').count();
                    prop_assert_eq!(tags(&output), tags(&rendered(&self::table("a"), format, 60)), "text adds no element");
                }
                Format::Hledger | Format::Beancount | Format::Prometheus | Format::Github | Format::Junit => {
                    let lines = |text: &str| text.lines().count();
                    prop_assert_eq!(lines(&output), lines(&rendered(&self::table("a"), format, 60)), "text adds no line");
                }
                Format::Table | Format::Markdown | Format::Xlsx | Format::Ccusage => {}
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_workbook_has_text_and_no_formula(text in hostile()) {
        let bytes = crate::adversarial::workbook(&table(&text));
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).map_err(|e: calamine::XlsxError| TestCaseError::fail(e.to_string()))?;
        for name in book.sheet_names() {
            prop_assert!(!name.chars().any(is_unsafe));
            let formulas = book.worksheet_formula(&name).map_err(|e| TestCaseError::fail(e.to_string()))?;
            prop_assert!(formulas.used_cells().next().is_none());
            let range = book.worksheet_range(&name).map_err(|e| TestCaseError::fail(e.to_string()))?;
            for (_, _, cell) in range.used_cells() {
                prop_assert!(!cell.to_string().chars().any(is_unsafe), "{cell:?}");
            }
        }
    }
}

fn parsed(text: &str) -> Result<serde_json::Value, TestCaseError> {
    serde_json::from_str(text).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))
}

#[test]
fn a_megabyte_of_a_name_is_cut_on_terminals_and_kept_for_machines() {
    let long = "x".repeat(1_000_000);
    let mut big = table("a");
    big.rows[0].cells[1] = Cell::Text(long.clone());
    let shown = rendered(&big, Format::Table, 80);
    assert!(shown.lines().all(|line| line.chars().count() <= 80));
    assert!(rendered(&big, Format::Json, 80).contains(&long));
}

#[test]
fn ascii_terminals_get_ascii_and_color_only_when_asked() {
    let mut table = table("a");
    table.item(vec![Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, Cell::AtLeast(Usd::from_pico(1 << 50))]);
    let mut plain = Vec::new();
    render::write(&table, Format::Table, Style { width: 0, color: false, unicode: false }, &mut plain)
        .expect("written");
    assert!(plain.is_ascii());
    let mut colored = Vec::new();
    render::write(&table, Format::Table, Style { width: 80, color: true, unicode: false }, &mut colored)
        .expect("written");
    assert!(colored.windows(4).any(|bytes| bytes == b"\x1b[1m"));
}
