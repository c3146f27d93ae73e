//! What a document is made of: sections of blocks, with every figure and date already in words. The page and the PDF both set
//! this one value, and so cannot disagree.

use serde::Serialize;

/// A picture of a week as it is read.
#[derive(Clone, Debug, Serialize)]
pub struct Document {
    /// The language's code, for hyphenation and for those who listen.
    pub lang: &'static str,
    /// What it is: `Lägesbild vecka 47`.
    pub title: String,
    /// The days of the week.
    pub days: String,
    /// How far it has come: `Utkast`, `Version 2`.
    pub status: String,
    /// The week in a sentence.
    pub lead: String,
    /// When it was counted.
    pub counted: String,
    /// What stands at the foot of every page: the week, the version and its hash.
    pub foot: String,
    /// What it holds, in the order it is read.
    pub sections: Vec<Section>,
}

/// How much of a wide page's width a section takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Width {
    /// All of it.
    #[default]
    Full,
    /// What one came for, with something beside it.
    Main,
    /// What stands beside that.
    Aside,
    /// One of two.
    Half,
}

impl Width {
    /// The word that style sheets know it by.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Main => "main",
            Self::Aside => "aside",
            Self::Half => "half",
        }
    }
}

/// A part with a heading.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Section {
    /// What it is called in addresses.
    pub id: &'static str,
    /// Its heading.
    pub heading: String,
    /// How wide it is.
    pub width: Width,
    /// What kind of content: `card`, `context` (what others tell), `notes`; empty for the ordinary.
    pub tone: &'static str,
    /// What it holds.
    pub blocks: Vec<Block>,
    /// What can be done about it, for those who may.
    pub links: Vec<Link>,
}

/// Somewhere to go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// The address.
    pub href: String,
    /// What it says.
    pub label: String,
}

/// One thing in a section.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Block {
    /// A smaller heading.
    Heading {
        /// Its words.
        text: String,
    },
    /// A sentence of the program's own.
    Line {
        /// Its words.
        text: String,
        /// `soft`, `small` or empty.
        tone: &'static str,
    },
    /// Something set apart that the reader must not miss.
    Note {
        /// Its words.
        text: String,
    },
    /// What somebody wrote.
    Said(Said),
    /// Sentences in order of weight.
    Numbered {
        /// One each.
        items: Vec<String>,
    },
    /// Things in a row.
    Items {
        /// One each.
        items: Vec<Item>,
    },
    /// Names and values.
    Facts {
        /// In pairs.
        pairs: Vec<(String, String)>,
    },
    /// Rows and columns.
    Table(Table),
    /// A drawing; the same figures stand beside it.
    Drawing(Drawing),
}

/// What somebody wrote.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Said {
    /// Whose it is or what it is about; empty when the section says it.
    pub heading: String,
    /// A word that judges, with its drawing; none when nothing is judged.
    pub level: Option<Gauge>,
    /// The words, a paragraph each.
    pub paragraphs: Vec<String>,
    /// Said when there are no words; empty to say nothing.
    pub nothing: String,
    /// Who wrote it and when; empty when nobody did.
    pub by: String,
    /// Where it is written, for those who may.
    pub link: Option<Link>,
}

/// One of four levels: its word, and a drawing that repeats it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gauge {
    /// The level in words.
    pub word: String,
    /// The drawing, as SVG.
    pub svg: String,
}

/// Something in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Item {
    /// What it is.
    pub name: String,
    /// When, or how far it has come; beside the name.
    pub aside: String,
    /// What else is to be said.
    pub words: String,
    /// Where its name leads; empty in what is frozen.
    pub href: String,
    /// Where more of it stands; none in what is frozen.
    pub more: Option<Link>,
}

/// Rows and columns.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// Its kind among tables: `figures`, `by-group`, `grid`, or empty for words.
    pub class: &'static str,
    /// Its columns.
    pub heads: Vec<Head>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// The head of a column.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Head {
    /// Its words.
    pub label: String,
    /// Whether figures stand under it.
    pub is_figure: bool,
    /// How wide it is on paper, in shares of the whole.
    pub share: f64,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Row {
    /// `sub`, `outside`, `total` or empty.
    pub class: &'static str,
    /// Its cells; the first one names it.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// What stands in it.
    pub text: String,
    /// A second, small line; empty for none.
    pub note: String,
    /// `n` for a figure, with `main`, `soft`, `nothing` beside it; `double` for a drawing; empty for words.
    pub class: &'static str,
    /// The kind of signal the text is: `more`, `less`, `few`, `plain`; empty when it is none.
    pub sign: &'static str,
    /// A drawing beside the text, as SVG; empty for none.
    pub svg: String,
    /// What the drawing shows, for those who do not see it.
    pub spoken: String,
    /// Where it leads; empty for nowhere.
    pub href: String,
    /// The icon before it, by its group's code; empty for none.
    pub icon: &'static str,
}

/// A drawing with what it says in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Drawing {
    /// SVG without a namespace, as pages have it.
    pub svg: String,
    /// What it is and what it shows, for those who do not see it.
    pub alt: String,
    /// How to read it.
    pub legend: String,
    /// How wide it is on paper, in millimetres.
    pub millimetres: u32,
}

impl Head {
    /// Over figures.
    #[must_use]
    pub fn figure(label: String) -> Self {
        Self { label, is_figure: true, share: 1.0 }
    }

    /// Over words, so many times as wide as a figure.
    #[must_use]
    pub fn words(label: String, share: f64) -> Self {
        Self { label, is_figure: false, share }
    }
}

impl Cell {
    /// Words.
    #[must_use]
    pub fn words(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A figure.
    #[must_use]
    pub fn figure(text: impl Into<String>) -> Self {
        Self { text: text.into(), class: "n", ..Self::default() }
    }

    /// The figure one came for.
    #[must_use]
    pub fn main(text: impl Into<String>) -> Self {
        Self { text: text.into(), class: "n main", ..Self::default() }
    }

    /// The same with a second, small line.
    #[must_use]
    pub fn noted(self, note: impl Into<String>) -> Self {
        Self { note: note.into(), ..self }
    }

    /// The same, leading somewhere.
    #[must_use]
    pub fn leading_to(self, href: impl Into<String>) -> Self {
        Self { href: href.into(), ..self }
    }
}

impl Block {
    /// A sentence.
    #[must_use]
    pub fn line(text: impl Into<String>) -> Self {
        Self::Line { text: text.into(), tone: "" }
    }

    /// A sentence beside the matter.
    #[must_use]
    pub fn soft(text: impl Into<String>) -> Self {
        Self::Line { text: text.into(), tone: "soft" }
    }

    /// A smaller heading.
    #[must_use]
    pub fn heading(text: impl Into<String>) -> Self {
        Self::Heading { text: text.into() }
    }
}
