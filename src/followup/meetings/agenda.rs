//! A meeting with everything that is read at it.

use jiff::civil::Date;

use super::model::{Item, Meeting, Released, Standing};
use super::store;
use crate::db::DbConnection;
use crate::error::AppError;
use crate::measures::model::Measure;
use crate::situation::SharedPicture;
use crate::situation::archive::model::latest_of_weeks;
use crate::situation::archive::{self, Approved};
use crate::situation::versions::Edition;
use crate::texts::Language;

/// A meeting, its agenda, and what was decided at the one before.
#[derive(Clone, Debug)]
pub struct Agenda {
    /// The meeting.
    pub meeting: Meeting,
    /// Its items, in order.
    pub points: Vec<Point>,
    /// The meeting before it, with the items that something was decided about.
    pub before: Option<(Meeting, Vec<Point>)>,
}

/// An item with what is read with it and what came of it.
#[derive(Clone, Debug)]
pub struct Point {
    /// The item.
    pub item: Item,
    /// The released report that is read with it.
    pub report: Option<Released>,
    /// The approved picture that is read with it, as everybody may read it.
    pub picture: Option<(Approved, SharedPicture)>,
    /// The measures that came of its decision: their titles are for the working group.
    pub measures: Vec<Measure>,
}

impl Agenda {
    /// Reads a meeting's agenda; `None` when there is no such meeting.
    ///
    /// # Errors
    /// [`AppError::Internal`] when the database does not answer, or a picture that it keeps cannot be read.
    pub fn read(connection: &mut DbConnection, id: i64) -> Result<Option<Self>, AppError> {
        let Some(meeting) = store::find(connection, id)? else { return Ok(None) };
        let points = list_points(connection, id)?;
        let before = match store::find_before(connection, &meeting)? {
            Some(earlier) => {
                let mut decided = list_points(connection, earlier.id)?;
                decided.retain(|point| !point.item.content.decision.is_empty());
                Some((earlier, decided))
            }
            None => None,
        };
        Ok(Some(Self { meeting, points, before }))
    }
}

fn list_points(connection: &mut DbConnection, meeting: i64) -> Result<Vec<Point>, AppError> {
    let measures = store::list_measures(connection, meeting)?;
    let reports = store::list_released(connection)?;
    let versions = archive::store::list_latest(connection)?;
    let latest = latest_of_weeks(&versions);
    let mut points = Vec::new();
    for item in store::list_items(connection, meeting)? {
        let week = item.week();
        let picture = match latest.iter().find(|version| Some(version.week) == week) {
            Some(version) => archive::store::find_json(connection, version.id, Edition::Shared)?
                .map(|json| archive::model::read(&json))
                .transpose()?
                .map(|picture| ((*version).clone(), picture)),
            None => None,
        };
        let own = measures.iter().filter(|(of, _)| *of == item.id).map(|(_, measure)| measure.clone());
        points.push(Point {
            report: reports.iter().find(|report| Some(report.number) == item.content.report_number).cloned(),
            picture,
            measures: own.collect(),
            item,
        });
    }
    Ok(points)
}

impl Point {
    /// How its measures stand, in a sentence that names none of them; empty when there are none.
    #[must_use]
    pub fn standing(&self, language: Language, today: Date) -> String {
        let standings = self.measures.iter().map(|measure| (measure.standing.status, measure.standing.due_on));
        Standing::of(standings, today).told(language)
    }

    /// The report in words: `Rapport 3: September–november 2026`.
    #[must_use]
    pub fn report_in_words(&self, language: Language) -> String {
        self.report.as_ref().map_or_else(String::new, |report| {
            language.text_with(
                "meetings-report",
                &[("number", report.number.to_string().into()), ("title", report.title.as_str().into())],
            )
        })
    }

    /// The picture in words: `Lägesbild vecka 46 2026, version 1`.
    #[must_use]
    pub fn picture_in_words(&self, language: Language) -> String {
        self.picture.as_ref().map_or_else(String::new, |(version, _)| {
            language.text_with(
                "meetings-picture",
                &[
                    ("week", version.week.number().into()),
                    ("year", version.week.year().to_string().into()),
                    ("version", version.version.into()),
                ],
            )
        })
    }
}
