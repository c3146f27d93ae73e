//! The protocol as a PDF: read aloud in order, with a map of its points.

use serde_json::{Value, json};

use super::lines::{JudgedLine, Line, MeasureLine, Written};
use crate::error::AppError;
use crate::texts::Language;
use crate::typeset::{self, Template};

const TEMPLATE: Template =
    Template { name: "walks/protocol.typ", source: include_str!("../../../templates/walks/protocol.typ") };

/// What a document says beside the protocol.
#[derive(Clone, Debug)]
pub struct Around {
    /// The drawing of its points as SVG; empty without one.
    pub map: String,
    /// Whose boundaries the drawing has.
    pub credit: String,
    /// What stands at the foot of every page.
    pub foot: String,
    /// A word about the edition: a draft, or since when it is published.
    pub edition: String,
}

/// The protocol as a PDF. Slow: not on a thread that answers requests.
///
/// # Errors
/// [`AppError::Internal`] when it cannot be set.
pub fn pdf(written: &Written, around: &Around, language: Language) -> Result<Vec<u8>, AppError> {
    typeset::pdf(&TEMPLATE, &data(written, around, language)).map_err(AppError::internal)
}

fn data(written: &Written, around: &Around, language: Language) -> Value {
    let t = |key: &str| language.text(key);
    let heads = [
        "protocol-number-short",
        "column-where",
        "protocol-observation",
        "protocol-measure",
        "protocol-responsible",
        "protocol-due",
        "protocol-status",
        "protocol-reason",
    ];
    let judged_heads = [t("protocol-stop"), t("protocol-index"), t("phone-parameter-feeling"), t("protocol-people")];
    let rows: Vec<[String; 8]> = written.rows.iter().flat_map(|line| rows(line, language)).collect();
    let strengths: Vec<_> = written
        .strengths
        .iter()
        .map(|line| json!({ "number": line.number, "place": line.place, "words": line.words }))
        .collect();
    let judged = |line: &JudgedLine| {
        let first = [&line.stop, &line.index, &line.feeling, &line.people];
        first.into_iter().chain(&line.means).cloned().collect::<Vec<_>>()
    };
    json!({
        "lang": language.code(),
        "title": language.text_with("protocol-of", &[("title", (&*written.title).into())]),
        "edition": around.edition,
        "facts": written.facts,
        "map": around.map,
        "map-alt": map_words(written, language),
        "credit": around.credit,
        "strengths-title": t("protocol-strengths"),
        "strengths-none": t("protocol-strengths-none"),
        "strengths": strengths,
        "rows-title": t("protocol-rows"),
        "rows-none": t("protocol-rows-none"),
        "heads": heads.map(t),
        "rows": rows,
        "judged-title": t("protocol-judged"),
        "judged-about": t("protocol-judged-about"),
        "judged-heads": judged_heads.into_iter().chain(written.parameters.iter().cloned()).collect::<Vec<_>>(),
        "judged": written.judged.iter().map(judged).collect::<Vec<_>>(),
        "foot": around.foot,
    })
}

/// The table's rows of a point: one for each measure, or one that says why there is none.
fn rows(line: &Line, language: Language) -> Vec<[String; 8]> {
    let mut seen = line.words.clone();
    if !line.change.is_empty() {
        seen = format!("{seen} ({})", line.change);
    }
    if line.kind != crate::walks::model::ObservationKind::Deficiency {
        seen = format!("{}: {seen}", line.kind_name);
    }
    let start = |measure: Option<&MeasureLine>| {
        let said = |of: fn(&MeasureLine) -> &String| measure.map(of).cloned().unwrap_or_default();
        let status = measure.map_or_else(
            || language.text(if line.reason.is_empty() { "protocol-unanswered" } else { "protocol-no-measure" }),
            |measure| format!("{}, {}", measure.status, measure.since),
        );
        [
            line.number.to_string(),
            line.place.clone(),
            seen.clone(),
            said(|measure| &measure.title),
            said(|measure| &measure.responsible),
            said(|measure| &measure.due),
            status,
            measure.map_or_else(|| line.reason.clone(), |measure| measure.reason.clone()),
        ]
    };
    if line.measures.is_empty() {
        return vec![start(None)];
    }
    line.measures.iter().map(|measure| start(Some(measure))).collect()
}

/// What the drawing shows, for those who do not see it.
fn map_words(written: &Written, language: Language) -> String {
    let marks = written.marks();
    let told: Vec<String> = marks.iter().map(|mark| mark.value.clone()).collect();
    language.text_with("protocol-map-alt", &[("points", language.listed(&told).into())])
}
