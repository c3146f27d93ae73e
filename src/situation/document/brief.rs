//! The brief: what one needs to know who reads nothing else.

use super::model::{Block, Item, Said, Section, Width};
use super::telling::Telling;
use crate::situation::compute::Figures;
use crate::situation::coverage::Heard;
use crate::situation::words::TextKind;
use crate::urls;

impl Telling<'_> {
    /// The week in a sentence: how many, and how many there usually are. Never a percentage.
    pub fn lead(self) -> String {
        let figures = self.picture.totals.event.figures;
        let Figures { count, mean_4, mean_12, expected_low, expected_high, .. } = figures;
        let shown = |mean: f64| self.language.decimal(mean, 1);
        match (expected_low.zip(expected_high), mean_12, mean_4) {
            (Some((low, high)), ..) => self
                .t_with("situation-lead-usual", &[("count", count.into()), ("low", low.into()), ("high", high.into())]),
            (None, Some(mean), _) => {
                self.t_with("situation-lead-12", &[("count", count.into()), ("mean", shown(mean).into())])
            }
            (None, None, Some(mean)) => {
                self.t_with("situation-lead-4", &[("count", count.into()), ("mean", shown(mean).into())])
            }
            (None, None, None) => self.t_with("situation-lead", &[("count", count.into())]),
        }
    }

    /// What people say of the week, and what stands out.
    pub fn brief(self) -> Section {
        let picture = self.picture;
        let mut blocks = Vec::new();
        let summary = picture.words.summary.as_ref();
        let text = |kind: TextKind| move || urls::picture_text(picture.week, kind.word(), 0);
        let said = Said {
            link: self.link_if(
                self.writes_picture(),
                text(TextKind::Summary),
                &self.t(if summary.is_some() { "situation-write-on" } else { "situation-write-summary" }),
            ),
            nothing: if self.tools.is_some() && summary.is_none() {
                self.t("situation-summary-none")
            } else {
                String::new()
            },
            ..self.said(summary)
        };
        if summary.is_some() || self.tools.is_some() {
            blocks.push(Block::Said(said));
        }
        blocks.push(Block::heading(self.t("situation-stands-out")));
        blocks.push(if !picture.findings.is_empty() {
            Block::Numbered { items: picture.findings.iter().map(|finding| finding.sentence.clone()).collect() }
        } else if picture.totals.event.figures.expected_low.is_some() {
            Block::line(self.t("situation-nothing-stands-out"))
        } else {
            Block::line(self.t("situation-too-early"))
        });
        let links = [(TextKind::Shared, "situation-write-shared"), (TextKind::Feedback, "situation-write-feedback")];
        let links =
            links.into_iter().filter_map(|(kind, key)| self.link_if(self.writes_picture(), text(kind), &self.t(key)));
        Section {
            id: "brief",
            heading: self.t("situation-brief"),
            width: Width::Main,
            blocks,
            links: links.collect(),
            ..Section::default()
        }
    }

    /// The week's figures beside the brief.
    pub fn at_a_glance(self) -> Section {
        let picture = self.picture;
        let event = &picture.totals.event.figures;
        let mut pairs = vec![(self.t("situation-events"), self.beside_the_usual(event))];
        if picture.totals.unsafe_place.figures.count > 0 {
            pairs.push((self.t("situation-unsafe-places"), self.number(picture.totals.unsafe_place.figures.count)));
        }
        pairs.push((self.t("situation-observations"), self.number(picture.observations)));
        let expected: Vec<_> = picture.coverage.organisations.iter().filter(|own| own.is_expected).collect();
        if !expected.is_empty() {
            let heard = expected.iter().filter(|own| own.state != Heard::Silent).count();
            let told =
                self.t_with("situation-heard-of", &[("heard", heard.into()), ("expected", expected.len().into())]);
            pairs.push((self.t("situation-heard"), told));
            for (state, key) in [(Heard::Zero, "situation-zero"), (Heard::Silent, "situation-silent")] {
                let named = expected.iter().filter(|own| own.state == state);
                let named: Vec<String> = named.map(|own| own.organisation.clone()).collect();
                if !named.is_empty() {
                    pairs.push((self.t(key), self.language.listed(&named)));
                }
            }
        }
        if let Some(stand) = self.promises() {
            pairs.push((self.t("measures-of-week"), stand));
        }
        Section {
            id: "glance",
            heading: self.t("situation-glance"),
            width: Width::Aside,
            tone: "card",
            blocks: vec![Block::Facts { pairs }],
            ..Section::default()
        }
    }

    /// A count with what is usual: `12 (normalt 3–8), mer än väntat`.
    pub fn beside_the_usual(self, figures: &Figures) -> String {
        let count = self.number(figures.count);
        if figures.expected_low.is_none() {
            return count;
        }
        let signal = self.signal(figures).text;
        self.t_with(
            "situation-beside-usual",
            &[("count", count.into()), ("usual", self.usual(figures).into()), ("signal", signal.into())],
        )
    }

    /// What became of the decisions of the week before.
    pub fn earlier(self) -> Section {
        let earlier = &self.picture.measures.earlier;
        let items = earlier.iter().map(|decision| {
            let mut aside = decision.status_name.clone();
            if decision.is_overdue {
                aside = format!("{aside}, {}", self.t("situation-overdue"));
            }
            Item {
                name: decision.title.clone(),
                aside,
                words: [decision.owner.clone(), decision.outcome.clone()]
                    .into_iter()
                    .filter(|words| !words.is_empty())
                    .collect::<Vec<_>>()
                    .join(". "),
                href: if self.tools.is_some() { urls::measure(decision.id) } else { String::new() },
                more: None,
            }
        });
        let blocks = if earlier.is_empty() {
            vec![Block::soft(self.t("situation-earlier-none"))]
        } else {
            vec![Block::Items { items: items.collect() }]
        };
        Section {
            id: "earlier",
            heading: self.t("situation-earlier"),
            width: Width::Half,
            blocks,
            ..Section::default()
        }
    }

    /// What is known to come.
    pub fn coming(self) -> Section {
        let coming = &self.picture.coming;
        let items = coming.iter().map(|event| Item {
            name: event.title.clone(),
            aside: self.days(event.from, event.to),
            words: [event.place.clone(), event.words.clone()]
                .into_iter()
                .filter(|words| !words.is_empty())
                .collect::<Vec<_>>()
                .join(". "),
            ..Item::default()
        });
        let blocks = if coming.is_empty() {
            vec![Block::soft(self.t("situation-coming-none"))]
        } else {
            vec![Block::Items { items: items.collect() }]
        };
        let is_draft = self.tools.is_some();
        let links = [
            self.link_if(is_draft, || urls::PLANNED_EVENTS.to_owned(), &self.t("situation-to-planned-events")),
            self.link_if(is_draft, || urls::year_wheel(self.picture.to.year()), &self.t("situation-to-year-wheel")),
        ];
        Section {
            id: "coming",
            heading: self.t("situation-coming"),
            width: Width::Half,
            blocks,
            links: links.into_iter().flatten().collect(),
            ..Section::default()
        }
    }
}
