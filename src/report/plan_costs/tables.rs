//! Plans as tables: which there are, what they paid for, when they broke even.
//!
//! Owns: their columns and notes. Refuses to know: formats.

use super::{BreakEven, PlanCost, PlanCosts};
use crate::domain::{Measures, Plan, Usd};
use crate::report::figures::share;
use crate::report::{measure, notes};
use crate::table::{Cell, Column, Kind, Row, RowKind, Table};

/// What a plan's row of usage without one is called.
const NO_PLAN: &str = "(no plan)";
const NONE_YET: &str =
    "no plans yet: cost-ops plan add \"Claude Max\" --amount 100 --since 2026-01-14 --source claude-code";

/// The plans there are.
pub fn plan_list(plans: &[Plan]) -> Table {
    let text = |id, title| Column::new(id, title, Kind::Text);
    let mut table = Table { title: "Plans".into(), ..Table::default() };
    table.columns = vec![
        text("plan", "Plan"),
        text("amount", "Amount"),
        text("currency", "Currency").priority(2),
        text("period", "Period"),
        text("starts_on", "Starts on").priority(3),
        text("since", "Since"),
        text("until", "Until").priority(1),
        text("timezone", "Zone").priority(4),
        text("scope", "Of").priority(2),
    ];
    for plan in plans {
        table.item(vec![
            Cell::text(&plan.name),
            Cell::Text(plan.amount.to_string()),
            Cell::text(&plan.currency),
            Cell::Text(plan.period.to_string()),
            Cell::text(plan.starts_on.text(plan.period)),
            Cell::Text(plan.since.to_string()),
            plan.until.map_or(Cell::Empty, |until| Cell::Text(until.to_string())),
            Cell::text(plan.zone.name()),
            Cell::text(plan.filter.words()),
        ]);
    }
    if plans.is_empty() {
        table.note(false, NONE_YET);
    }
    table
}

/// What plans paid for: a row each, one for what none covers, the total; below, their billing periods.
pub fn plan_table(costs: &PlanCosts, label: &str) -> Table {
    let mut table = Table { title: format!("Plans, {label}"), ..Table::default() };
    let money = |id, title| Column::new(id, title, Kind::Money);
    table.columns = vec![
        Column::new("plan", "Plan", Kind::Text),
        Column::new("since", "Since", Kind::Text).priority(3),
        Column::new("until", "Until", Kind::Text).hidden(),
        Column::new("scope", "Of", Kind::Text).priority(4),
        money("list_value", "List value"),
        money("billed", "Billed"),
        money("effective", "Effective"),
        Column::new("value_share", "Value/billed", Kind::Share).priority(1),
        Column::new("requests", "Requests", Kind::Count).priority(2),
        Column::new("unpriced_requests", "Unpriced", Kind::Count).hidden(),
        Column::new("currency", "Currency", Kind::Text).hidden(),
    ];
    costs.plans.iter().for_each(|one| table.item(row(one)));
    if costs.uncovered.requests > 0 {
        table.item(uncovered(costs));
    }
    if !costs.plans.is_empty() {
        table.rows.push(Row { kind: RowKind::Total, cells: total(costs) });
        table.sections.push(break_even(&costs.periods));
    }
    table.summary = summary(costs);
    table.summary.push(("unpriced_requests".to_owned(), Cell::Count(unpriced(costs))));
    tell(&mut table, costs);
    table
}

fn unpriced(costs: &PlanCosts) -> i128 {
    costs.covered.unpriced_requests + costs.uncovered.unpriced_requests
}

/// The three costs as figures of another table.
pub fn plan_facts(table: &mut Table, costs: &PlanCosts) {
    let labels = ["Plans: list value", "  billed", "  effective, with the rest"];
    for ((key, cell), label) in summary(costs).into_iter().zip(labels) {
        table.fact(label, cell.clone());
        table.summary.push((key, cell));
    }
}

/// The same, and a row a plan in a section.
pub fn plan_section(table: &mut Table, costs: &PlanCosts, label: &str) {
    plan_facts(table, costs);
    let plans = plan_table(costs, label);
    table.sections.push(Table { id: "plans".into(), sections: Vec::new(), summary: Vec::new(), ..plans });
}

/// List value, billed, effective: as in the total.
fn summary(costs: &PlanCosts) -> Vec<(String, Cell)> {
    vec![
        ("list_value".to_owned(), measure::total(&costs.covered)),
        ("billed".to_owned(), Cell::Money(costs.billed())),
        ("effective".to_owned(), effective(costs, costs.billed())),
    ]
}

/// An amount billed with the cost of what no plan covers.
fn effective(costs: &PlanCosts, billed: Usd) -> Cell {
    measure::cost(&costs.uncovered, billed + costs.uncovered.total_cost)
}

/// The list value in parts per million of what it was billed at.
fn ratio(used: &Measures, billed: Usd) -> Cell {
    share(used.total_cost, billed, used)
}

fn row(one: &PlanCost) -> Vec<Cell> {
    vec![
        Cell::text(&one.plan.name),
        Cell::Text(one.plan.since.to_string()),
        one.plan.until.map_or(Cell::Empty, |until| Cell::Text(until.to_string())),
        Cell::text(one.plan.filter.words()),
        measure::total(&one.used),
        Cell::Money(one.billed),
        Cell::Money(one.billed),
        ratio(&one.used, one.billed),
        Cell::Count(one.used.requests),
        Cell::Count(one.used.unpriced_requests),
        Cell::Text("USD".to_owned()),
    ]
}

fn uncovered(costs: &PlanCosts) -> Vec<Cell> {
    let rest = &costs.uncovered;
    vec![
        Cell::text(NO_PLAN),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        measure::total(rest),
        Cell::Empty,
        Cell::Count(rest.requests),
        Cell::Count(rest.unpriced_requests),
        Cell::Text("USD".to_owned()),
    ]
}

fn total(costs: &PlanCosts) -> Vec<Cell> {
    vec![
        Cell::text("Total"),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        measure::total(&costs.covered),
        Cell::Money(costs.billed()),
        effective(costs, costs.billed()),
        ratio(&costs.covered, costs.billed()),
        Cell::Count(costs.covered.requests + costs.uncovered.requests),
        Cell::Count(unpriced(costs)),
        Cell::Text("USD".to_owned()),
    ]
}

fn break_even(periods: &[BreakEven]) -> Table {
    let text = |id, title| Column::new(id, title, Kind::Text);
    let mut table = Table { id: "break_even".into(), title: "Break-even by billing period".into(), ..Table::default() };
    table.columns = vec![
        text("plan", "Plan"),
        text("first_day", "From"),
        text("last_day", "To").priority(2),
        Column::new("price", "Price", Kind::Money),
        Column::new("list_value", "List value", Kind::Money),
        Column::new("value_share", "Value/price", Kind::Share).priority(1),
        text("outcome", "Break-even"),
        text("day", "On"),
    ];
    for one in periods {
        table.item(vec![
            Cell::text(&one.plan),
            Cell::Text(one.period.from.to_string()),
            one.period.to.pred_opt().map_or(Cell::Empty, |last| Cell::Text(last.to_string())),
            Cell::Money(one.price),
            measure::total(&one.used),
            ratio(&one.used, one.price),
            Cell::text(one.outcome.word()),
            one.outcome.day().map_or(Cell::Empty, |day| Cell::Text(day.to_string())),
        ]);
    }
    table
}

/// What must be said.
fn tell(table: &mut Table, costs: &PlanCosts) {
    if costs.plans.is_empty() {
        table.note(false, NONE_YET);
        return;
    }
    table.note(
        false,
        "list value: what a plan's usage would have cost by the token; billed: the plan's price, by the day up to \
         today; effective: what was billed, and the cost of what no plan covers",
    );
    if costs.repeated > Usd::ZERO {
        let text = "several plans cover the same usage: each of them shows its value, the total has it once ({} less)";
        table.note_of(false, text, costs.repeated);
    }
    let mut all = costs.covered;
    all += &costs.uncovered;
    if all.unpriced_requests > 0 {
        table.note(true, notes::without_price(&all));
    }
}
