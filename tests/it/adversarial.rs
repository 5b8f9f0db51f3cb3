//! One table of everything that spoils a layout, in every format, compared with files in
//! `tests/fixtures/adversarial/`. `COST_OPS_BLESS=1` writes the files anew.

use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader, Xlsx};

use crate::report_query::rendered;
use cost_ops::domain::text::is_unsafe;
use cost_ops::domain::{Tz, Usd};
use cost_ops::render::{self, Format, Style};
use cost_ops::table::{Cell, Column, Kind, Row, RowKind, Table};

fn usd(text: &str) -> Usd {
    text.parse().expect("an amount")
}

/// Long names, wide characters, control bytes, formulas, markup, zero, huge, tiny and negative
/// amounts, nothing at all.
pub(crate) fn table() -> Table {
    let mut table = Table {
        title: "Everything <b>at once</b>\u{1b}[31m (UTC)".into(),
        rows_title: "By model".into(),
        zone: Some(Tz::UTC),
        ..Table::default()
    };
    table.columns = columns("model", "Model");
    let rows = [
        ("claude-opus-4-8", 12, Cell::Money(usd("412.345678901")), Cell::Share(999_999), Some("2026-11-01T09:30:00Z")),
        ("价格非常长的模型名字-😀👩‍👩‍👧‍👦", 0, Cell::Money(Usd::ZERO), Cell::Share(0), None),
        (
            "=cmd|' /C calc'!A0",
            -1,
            Cell::Money(usd("-0.000000000001")),
            Cell::Change(-1_500_000),
            Some("1969-12-31T23:59:59.999Z"),
        ),
        (
            "\u{1b}]0;owned\u{7}\u{202e}txt.exe\r\n\t\0",
            1,
            Cell::AtLeast(usd("0.0000033")),
            Cell::Change(1),
            Some("9999-12-31T23:59:59Z"),
        ),
        (
            "<script>alert('x')</script> & \"q\" | `a` *b* [c](d)",
            i128::from(i64::MAX),
            Cell::Money(usd("-98765432109876543210.000000000001")),
            Cell::Empty,
            None,
        ),
        ("", 1 << 53, Cell::Empty, Cell::Share(1), None),
        (
            "nothing-but-a-very-long-name-that-goes-on-and-on-without-a-single-space-until-nobody-wants-to-read-it",
            7,
            Cell::AtLeast(Usd::ZERO),
            Cell::Share(333_333),
            None,
        ),
        (
            "_x0041_\u{fffe}\u{feff}",
            3,
            Cell::Money(usd("170141183460469231731.687303715884")),
            Cell::Share(1_000_000),
            None,
        ),
    ];
    for (name, count, cost, share, at) in rows {
        let at = at.map_or(Cell::Empty, |at| Cell::Instant(at.parse().expect("an instant")));
        let tags = if count > 5 { Cell::Json(r#"{"team":"a|b\u001b"}"#.into()) } else { Cell::Empty };
        table.item(vec![Cell::text(name), Cell::Count(count), cost, share, at, Cell::Flag(count > 1), tags]);
    }
    let total = vec![
        Cell::Text("Total".into()),
        Cell::Count(19),
        Cell::AtLeast(usd("71375751350592688522.033")),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
    ];
    table.rows.push(Row { kind: RowKind::Total, cells: total });
    table.summary =
        vec![("total_cost".into(), Cell::AtLeast(usd("412.345678901"))), ("requests".into(), Cell::Count(19))];
    table.fact("Cost", Cell::AtLeast(usd("412.345678901")));
    table.fact("  \u{202e}of it cached", Cell::Money(usd("-3")));
    table.fact("Change", Cell::Change(-123_456));
    table.note(true, "at least \u{9b}31m$412.35; <i>5 requests</i> unpriced");
    table.note(false, "a sentence");
    table.sections = vec![
        days(),
        Table {
            id: "empty".into(),
            title: "Nothing".into(),
            columns: columns("project", "Project"),
            ..Table::default()
        },
    ];
    table
}

fn columns(id: &'static str, title: &str) -> Vec<Column> {
    vec![
        Column::new(id, title, Kind::Text),
        Column::new("requests", "Requests", Kind::Count).priority(3),
        Column::new("total_cost", "Cost", Kind::Money),
        Column::new("share", "Share", Kind::Share).priority(1),
        Column::new("at", "Time", Kind::Instant).priority(5),
        Column::new("estimated", "Estimated", Kind::Flag).priority(6),
        Column::new("tags", "Tags", Kind::Json).hidden(),
    ]
}

/// Days with several projects: a loss, an unknown, a gap in size of eighteen digits.
fn days() -> Table {
    let mut table = Table { id: "by_day".into(), title: "By day".into(), ..Table::default() };
    table.columns = vec![
        Column::new("day", "Day", Kind::Text),
        Column::new("project", "Project", Kind::Text),
        Column::new("total_cost", "Cost", Kind::Money),
    ];
    for (day, project, cost) in [
        ("2026-11-01", "web", Cell::Money(usd("12.5"))),
        ("2026-11-01", "=1+1", Cell::Money(usd("3"))),
        ("2026-11-02", "web", Cell::Money(usd("-4.25"))),
        ("2026-11-03", "", Cell::Empty),
        ("2026-11-04", "web", Cell::AtLeast(usd("0.000000000001"))),
    ] {
        table.item(vec![Cell::text(day), Cell::text(project), cost]);
    }
    table
}

fn compare(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/adversarial").join(name);
    if std::env::var_os("COST_OPS_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(&path, text).expect("written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(text == expected, "{name} is not as in {}; it is now:\n{text}", path.display());
}

#[test]
fn every_text_format_keeps_its_shape() {
    for (name, table) in [
        ("full", table()),
        ("nothing", Table { title: "Nothing".into(), columns: columns("model", "Model"), ..Table::default() }),
    ] {
        for (format, ending) in [
            (Format::Json, "json"),
            (Format::Jsonl, "jsonl"),
            (Format::Csv, "csv"),
            (Format::Markdown, "md"),
            (Format::Yaml, "yaml"),
            (Format::Html, "html"),
        ] {
            let text = rendered(&table, format, 80);
            let bad = text.replace("\r\n", "\n").chars().find(|c| *c != '\n' && is_unsafe(*c));
            assert_eq!(bad, None, "{ending}");
            // The style and the script have files of their own.
            let text = if format == Format::Html { without(&without(&text, "style"), "script") } else { text };
            compare(&format!("{name}.{ending}"), &text);
        }
        for width in [60, 80, 160] {
            compare(&format!("{name}-{width}.txt"), &rendered(&table, Format::Table, width));
        }
    }
}

/// The page without the content of its last such element, and without its policy, which is made of it.
fn without(page: &str, element: &str) -> String {
    let (open, close) = (format!("<{element}>"), format!("</{element}>"));
    let start = page.rfind(&open).expect("the element") + open.len();
    let end = start + page[start..].find(&close).expect("its end");
    let rest = format!("{}{}", &page[..start], &page[end..]);
    rest.lines().filter(|line| !line.contains("Content-Security-Policy")).collect::<Vec<_>>().join("\n")
}

pub(crate) fn workbook(table: &Table) -> Vec<u8> {
    let mut bytes = Vec::new();
    render::write(table, Format::Xlsx, Style { width: 80, color: false, unicode: true }, &mut bytes).expect("written");
    bytes
}

/// What a spreadsheet reads, as text: the kind of each cell and its value.
fn read_back(bytes: &[u8]) -> String {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes.to_vec())).expect("a workbook");
    let mut text = String::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).expect("a sheet");
        text += &format!("# {name}\n");
        for row in range.rows() {
            let cells = row.iter().map(|cell| match cell {
                Data::Empty => String::new(),
                Data::String(text) => format!("{text:?}"),
                other => format!("{other:?}"),
            });
            text += &(cells.collect::<Vec<_>>().join(" | ") + "\n");
        }
        let formulas = book.worksheet_formula(&name).expect("read");
        assert!(formulas.used_cells().next().is_none(), "{name} has a formula");
    }
    text
}

#[test]
fn a_workbook_reads_back_with_real_numbers() {
    let bytes = workbook(&table());
    assert_eq!(bytes, workbook(&table()), "the same result, the same bytes");
    compare("full.xlsx.txt", &read_back(&bytes));
    let nothing = Table { title: "Nothing".into(), columns: columns("model", "Model"), ..Table::default() };
    compare("nothing.xlsx.txt", &read_back(&workbook(&nothing)));
}

#[test]
fn a_workbook_keeps_its_headings_in_sight_and_no_secret_machinery() {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook(&table()))).expect("a zip");
    let names: Vec<String> = archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
    assert!(!names.iter().any(|name| name.contains("vba") || name.contains("external")), "{names:?}");
    let mut sheet = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("xl/worksheets/sheet2.xml").expect("a sheet"), &mut sheet)
        .expect("text");
    assert!(sheet.contains("<pane ySplit=\"1\"") && sheet.contains("state=\"frozen\""), "headings are frozen");
    assert!(sheet.contains("<autoFilter ref=\"A1:F9\"/>"), "rows can be filtered, the total stays");
    assert!(!sheet.contains("<f>"), "no formula");
}
