//! What the working group has written in the demonstration: nine weeks of it, in step with [`super::stories`].

use jiff::Timestamp;

use super::people::{HOUSING, POLICE, People, SAFETY_OFFICE, SOCIAL};
use crate::accounts::{Actor, Viewer};
use crate::db::DbConnection;
use crate::districts::Ground;
use crate::error::AppError;
use crate::situation::words::actions::{self, Desk};
use crate::situation::words::model::{Answers, Draft, Level, ProblemDraft, TextKind, Topic};
use crate::situation::words::store;
use crate::time::{IsoWeek, plus_hours, start_of_day};

/// How many weeks are written, with the present one.
const WEEKS: i32 = 9;

/// A text in the weeks it is written for: from so many weeks ago down to so many.
type Told<T> = (std::ops::RangeInclusive<i32>, T);

const SUMMARIES: &[Told<&str>] = &[
    (
        0..=0,
        "Skadegörelsen kring Alby centrum fortsätter för tredje veckan, på nätterna och i samma kvarter.\n\nSamlingarna i gångtunneln i Fittja är oförändrade. Längs gångvägen i Storvreten är flera lampor släckta.",
    ),
    (
        1..=1,
        "Skadegörelsen kring Alby centrum ökar: krossat glas och klotter längs gångstråket, på nätterna.\n\nI Storvreten är lampor släckta längs gångvägen till skolan. Samlingarna i gångtunneln i Fittja fortsätter.",
    ),
    (
        2..=2,
        "Skadegörelse har börjat synas kring Alby centrum. I övrigt en vecka som de flesta.\n\nSamlingarna i gångtunneln i Fittja fortsätter, lugnare mot slutet av veckan.",
    ),
    (
        3..=5,
        "En lugn vecka i de flesta kommundelar. Samlingarna i gångtunneln i Fittja är det som återkommer.\n\nI Riksten är det tystare sedan vändplatsen byggdes om och fältgruppen talade med föräldrarna.",
    ),
    (
        6..=8,
        "Mopeder på gångvägarna i Riksten är det som flest rapporterar om, mest på kvällarna och nära skolan.\n\nI Fittja samlas människor i gångtunneln vid centrum, och boende väljer andra vägar.",
    ),
];

const SHARED: &[Told<&str>] = &[
    (
        0..=2,
        "Läget är lugnt i de flesta kommundelar. Skadegörelsen ökar på några håll, och polisen, Botkyrkabyggen och kommunen har lagt fler kvällar där. Den som ser något kan rapportera som vanligt; det är så mönster syns.",
    ),
    (
        3..=8,
        "En vecka utan stora förändringar. Det som återkommer är sådant vi redan arbetar med: belysning, samlingar och trafik på gångvägar. Tack till alla som berättar vad ni ser.",
    ),
];

const FEEDBACK: &[Told<&str>] = &[
    (
        0..=2,
        "Tack för veckans rapporter. Det ni skrev om glas och klotter har lett till fler ronder på kvällarna och snabbare sanering. Skriv gärna ut ungefär när något hänt, också om ni bara vet mellan vilka tider.",
    ),
    (
        3..=8,
        "Tack för veckans rapporter. De användes på måndagens möte. Det ni skrev om mörka gångvägar har gått vidare till gatuenheten, som byter lampor i tur och ordning.",
    ),
];

/// Of whom, in which weeks, what.
const PARTS: &[(&str, Told<&str>)] = &[
    (
        POLICE,
        (
            0..=1,
            "Vi ser samma mönster i Alby som ni: skador på natten mot lördag och söndag, utan vittnen. Områdespoliserna går till fots kring centrum torsdag till lördag. I Fittja är det lugnare när fältgruppen är på plats.",
        ),
    ),
    (
        POLICE,
        (
            2..=5,
            "Inget som avviker i våra ärenden. Områdespoliserna har haft två kvällar i tunneln i Fittja tillsammans med fältgruppen.",
        ),
    ),
    (
        POLICE,
        (6..=8, "Mopedkontroller i Riksten under kvällarna. Flera samtal med unga och föräldrar, få ingripanden."),
    ),
    (
        HOUSING,
        (
            0..=2,
            "Trygghetsvärdarna rondar fredag och lördag i Alby. Glas byts inom ett dygn och klotter saneras dagen efter. Låsen till cykelrummen ses över hus för hus.",
        ),
    ),
    (HOUSING, (3..=8, "Normala ärenden. Belysningen på gårdarna är genomgången, och trasiga lampor är bytta.")),
    (
        SOCIAL,
        (
            0..=8,
            "Fältgruppen är i Fittja på kvällarna och känner de flesta som samlas där. Fritidsgården håller öppet längre, och fler hittar dit.",
        ),
    ),
    (
        SAFETY_OFFICE,
        (0..=2, "Veckomötet får förslag om gemensamma ronder i Alby och om att lamporna i Storvreten går före i kön."),
    ),
];

/// District, in which weeks, level, words.
const ASSESSMENTS: &[(&str, Told<(Level, &str)>)] = &[
    (
        "alby",
        (
            0..=0,
            (
                Level::Strained,
                "Tredje veckan med skadegörelse på samma stråk. Boende säger att de går andra vägar. Vi vet inte vilka det är.",
            ),
        ),
    ),
    (
        "alby",
        (1..=2, (Level::Unsettled, "Mer skadegörelse än väntat kring centrum, på nätterna. I övrigt som vanligt.")),
    ),
    ("alby", (3..=8, (Level::Calm, "Inget som avviker."))),
    (
        "fittja",
        (
            0..=8,
            (
                Level::Unsettled,
                "Samlingarna i gångtunneln påverkar många som ska förbi. Stämningen är oftast lugn när fältgruppen är där.",
            ),
        ),
    ),
    (
        "hallunda-norsborg",
        (
            0..=8,
            (Level::Calm, "Inget som avviker. Dumpningen vid återvinningen har minskat sedan tömningen blev tätare."),
        ),
    ),
    (
        "tullinge",
        (0..=5, (Level::Calm, "Tystare om mopederna i Riksten. Vi följer om det håller i sig när det blir ljusare.")),
    ),
    ("tullinge", (6..=8, (Level::Unsettled, "Mopeder på gångvägarna vid skolan i Riksten, nästan varje kväll."))),
    (
        "tumba",
        (0..=1, (Level::Unsettled, "Släckta lampor i Storvreten gör gångvägen till skolan mörk. I Tumba som vanligt.")),
    ),
    ("tumba", (2..=8, (Level::Calm, "Som vanligt."))),
    ("varsta-grodinge", (0..=8, (Level::Calm, "Få rapporter, vilket också kan betyda att få rapporterar."))),
];

/// In which weeks, what, where, the answers' letters, what else.
const PROBLEMS: &[Told<(&str, &str, &str, &str)>] = &[
    (
        0..=2,
        (
            "Skadegörelse på natten kring Alby centrum",
            "alby",
            "yyyyyyyy",
            "Samma kvarter, samma tider. Vilka det är vet vi inte.",
        ),
    ),
    (
        0..=8,
        (
            "Samlingar i gångtunneln som får folk att vända",
            "fittja",
            "ynuyynyu",
            "Två av orsakerna kan åtgärdas: belysningen och att det saknas någonstans att vara.",
        ),
    ),
    (0..=1, ("Släckta lampor längs gångvägen till skolan", "storvreten", "nuuyynyn", "")),
    (6..=8, ("Mopeder på gångvägarna i Riksten", "tullinge", "yyuyynyn", "Vändplatsen byggs om under hösten.")),
];

/// Category and district of the report, in which weeks, the sentence.
const NOTABLE: &[(&str, &str, Told<&str>)] = &[
    ("SKA1", "alby", (0..=2, "Glas krossades igen i entréer längs gångstråket, utan att någon såg det.")),
    ("SAM3", "fittja", (0..=8, "Nattvandrarna beskriver hur människor vänder i tunneln, fast stämningen är lugn.")),
];

/// Lays what was written.
pub(super) fn lay(
    connection: &mut DbConnection,
    people: &People,
    ground: &Ground,
    now: Timestamp,
) -> Result<(), AppError> {
    let this_week = IsoWeek::of(now);
    for weeks_ago in (0..WEEKS).rev() {
        let week = this_week.plus(-weeks_ago);
        // On the Monday after; what is written of the present week is fresh.
        let at = plus_hours(start_of_day(week.plus(1).monday()), 9).min(now);
        let mut pen = Pen { connection, ground, week, at };
        lay_week(&mut pen, people, weeks_ago)?;
    }
    Ok(())
}

/// Who writes, set down on a week's paper.
struct Pen<'a> {
    connection: &'a mut DbConnection,
    ground: &'a Ground,
    week: IsoWeek,
    at: Timestamp,
}

fn lay_week(pen: &mut Pen, people: &People, weeks_ago: i32) -> Result<(), AppError> {
    let coordinator = people.coordinator_desk()?;
    for (kind, told) in [(TextKind::Summary, SUMMARIES), (TextKind::Shared, SHARED), (TextKind::Feedback, FEEDBACK)] {
        for words in in_week(told, weeks_ago) {
            pen.write(&coordinator, Topic::of_week(kind), words, None)?;
        }
    }
    for (organisation, (weeks, words)) in PARTS.iter().filter(|(_, (weeks, _))| weeks.contains(&weeks_ago)) {
        let topic = Topic { kind: TextKind::Part, subject: people.organisation(organisation)?.0 };
        let writer = people.answers_for(organisation).map_or_else(|| people.coordinator_desk(), Ok)?;
        if *organisation == POLICE && weeks.contains(&0) && weeks_ago == 0 {
            pen.write(&writer, topic, "Vi ser samma mönster i Alby som ni. Mer kommer efter helgen.", None)?;
        }
        pen.write(&writer, topic, words, None)?;
    }
    for (district, (_, (level, words))) in ASSESSMENTS.iter().filter(|(_, (weeks, _))| weeks.contains(&weeks_ago)) {
        let Some(known) = pen.ground.district_of_code(district) else { continue };
        let topic = Topic { kind: TextKind::Assessment, subject: known.id };
        pen.write(&coordinator, topic, words, Some(*level))?;
    }
    for (_, (title, district, letters, words)) in PROBLEMS.iter().filter(|(weeks, _)| weeks.contains(&weeks_ago)) {
        let draft = ProblemDraft {
            title: (*title).to_owned(),
            district_id: pen.ground.district_of_code(district).map(|known| known.id),
            answers: Answers::from_letters(letters),
            words: (*words).to_owned(),
        };
        let desk = desk(&coordinator, pen.at);
        actions::add_problem(pen.connection, &desk, pen.week, &draft)?;
    }
    let counted = store::list_counted(pen.connection, pen.week)?;
    for (category, district, (weeks, words)) in NOTABLE {
        let district_id = pen.ground.district_of_code(district).map(|known| known.id);
        let report = counted.iter().find(|report| report.category == *category && report.district_id == district_id);
        if let Some(report) = report.filter(|_| weeks.contains(&weeks_ago)) {
            pen.write(&coordinator, Topic { kind: TextKind::Notable, subject: report.id }, words, None)?;
        }
    }
    Ok(())
}

fn in_week<'a>(told: &'a [Told<&'static str>], weeks_ago: i32) -> impl Iterator<Item = &'static str> + 'a {
    told.iter().filter(move |(weeks, _)| weeks.contains(&weeks_ago)).map(|(_, words)| *words)
}

fn desk((viewer, actor): &(Viewer, Actor), now: Timestamp) -> Desk {
    Desk { viewer: *viewer, actor: actor.clone(), now }
}

impl Pen<'_> {
    /// Writes upon whatever stands there.
    fn write(
        &mut self,
        writer: &(Viewer, Actor),
        topic: Topic,
        words: &str,
        level: Option<Level>,
    ) -> Result<(), AppError> {
        let seen = store::find_latest(self.connection, self.week, topic)?.map_or(0, |latest| latest.version);
        let draft = Draft { words: words.to_owned(), level };
        let desk = desk(writer, self.at);
        actions::write(self.connection, &desk, self.ground, (self.week, topic), &draft, seen).map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::privacy::{Verdict, judge};
    use crate::situation::words::small_numbers::find_small_counts;

    #[test]
    fn what_is_written_would_be_taken_from_anybody() {
        let texts = |told: &'static [Told<&'static str>]| told.iter().map(|(_, words)| *words);
        let parts = PARTS.iter().map(|(_, (_, words))| *words);
        let assessments = ASSESSMENTS.iter().map(|(_, (_, (_, words)))| *words);
        let problems = PROBLEMS.iter().flat_map(|(_, (title, _, _, words))| [*title, *words]);
        let all = texts(SUMMARIES).chain(texts(SHARED)).chain(texts(FEEDBACK)).chain(parts).chain(assessments);
        for words in all.chain(problems) {
            assert_eq!(judge(words), Verdict::Pass, "{words}");
        }
        for words in texts(SHARED).chain(texts(FEEDBACK)) {
            assert_eq!(find_small_counts(words), Vec::<String>::new(), "{words}");
        }
    }
}
