//! A text as the guard reads it: letters as what they look like, joined to words and numbers.

use super::{Finding, FindingKind};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Letters in a row.
    Word,
    /// Digits in a row.
    Number,
    /// One letter that is neither.
    Mark,
}

/// Letters of one sort in a row. Two tokens stand beside each other with nothing between them: a space is a mark.
#[derive(Clone, Copy, Debug)]
struct Token {
    sort: Sort,
    /// The first letter and the one after the last.
    begin: usize,
    end: usize,
    /// Whether it is part of something that was found already.
    is_taken: bool,
}

/// A letter, and where it stands in the text.
#[derive(Clone, Copy, Debug)]
struct Letter {
    /// What it counts as.
    shape: char,
    /// Its first byte and the one after its last.
    begin: usize,
    end: usize,
    /// How many characters stand before it.
    before: usize,
}

/// Something found: its tokens, both included.
#[derive(Clone, Debug)]
pub(super) struct Match {
    pub kind: FindingKind,
    pub first: usize,
    pub last: usize,
}

/// The letters and tokens of a text. Tokens are named by their index; where there is none, every question is answered
/// with no.
#[derive(Debug)]
pub(super) struct Reading {
    letters: Vec<Letter>,
    tokens: Vec<Token>,
}

impl Reading {
    pub(super) fn of(text: &str) -> Self {
        let letters: Vec<Letter> = text
            .char_indices()
            .enumerate()
            .filter_map(|(before, (begin, letter))| {
                shape(letter).map(|shape| Letter { shape, begin, end: begin + letter.len_utf8(), before })
            })
            .collect();
        let mut tokens: Vec<Token> = Vec::new();
        for (index, letter) in letters.iter().enumerate() {
            let sort = sort(letter.shape);
            match tokens.last_mut() {
                Some(token) if token.sort == sort && sort != Sort::Mark => token.end = index + 1,
                _ => tokens.push(Token { sort, begin: index, end: index + 1, is_taken: false }),
            }
        }
        Self { letters, tokens }
    }

    /// How many tokens there are.
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// What the token is; `None` when there is none or it is taken.
    pub(super) fn sort(&self, at: usize) -> Option<Sort> {
        self.tokens.get(at).filter(|token| !token.is_taken).map(|token| token.sort)
    }

    /// The sort of the token before this one.
    pub(super) fn sort_before(&self, at: usize) -> Option<Sort> {
        at.checked_sub(1).and_then(|before| self.sort(before))
    }

    /// The letters of the token.
    pub(super) fn shapes(&self, at: usize) -> impl DoubleEndedIterator<Item = char> + Clone {
        let token = self.tokens.get(at).map_or(0..0, |token| token.begin..token.end);
        self.letters[token].iter().map(|letter| letter.shape)
    }

    /// How many letters the token has.
    pub(super) fn length(&self, at: usize) -> usize {
        self.tokens.get(at).map_or(0, |token| token.end - token.begin)
    }

    /// The mark, if the token is one.
    pub(super) fn mark(&self, at: usize) -> Option<char> {
        (self.sort(at) == Some(Sort::Mark)).then(|| self.shapes(at).next()).flatten()
    }

    /// How many digits the token has, if it is a number.
    pub(super) fn digits(&self, at: usize) -> Option<usize> {
        (self.sort(at) == Some(Sort::Number)).then(|| self.length(at))
    }

    /// Whether the token is a word and one of these, small and capital letters alike.
    pub(super) fn is_word(&self, at: usize, words: &[&str]) -> bool {
        self.sort(at) == Some(Sort::Word)
            && words.iter().any(|word| self.shapes(at).flat_map(char::to_lowercase).eq(word.chars()))
    }

    /// The value of a number of few digits.
    pub(super) fn value(&self, at: usize) -> Option<u32> {
        self.digits(at).filter(|digits| *digits <= 4)?;
        Some(self.shapes(at).filter_map(|digit| digit.to_digit(10)).fold(0, |value, digit| value * 10 + digit))
    }

    /// The first token from here on that is none of these marks, of which at most `most` are passed over.
    pub(super) fn past(&self, at: usize, marks: &[char], most: usize) -> usize {
        let is_passed = |token: &usize| self.mark(*token).is_some_and(|mark| marks.contains(&mark));
        at + (at..at.saturating_add(most)).take_while(is_passed).count()
    }

    /// Takes the tokens of what was found: no other rule sees them.
    pub(super) fn take(&mut self, found: &Match) {
        for token in &mut self.tokens[found.first..=found.last] {
            token.is_taken = true;
        }
    }

    pub(super) fn finding(&self, found: &Match) -> Finding {
        let first = self.letters[self.tokens[found.first].begin];
        let last = self.letters[self.tokens[found.last].end - 1];
        Finding { kind: found.kind, range: first.begin..last.end, character: first.before + 1 }
    }
}

fn sort(shape: char) -> Sort {
    if shape.is_ascii_digit() {
        Sort::Number
    } else if shape.is_alphabetic() {
        Sort::Word
    } else {
        Sort::Mark
    }
}

/// What a letter counts as; `None` when nothing is seen of it.
///
/// Keyboards of phones type digits of their own script, word processors dashes and spaces of their own kind.
fn shape(letter: char) -> Option<char> {
    let digit_from = |zero: char| char::from_digit(u32::from(letter) - u32::from(zero), 10);
    match letter {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => None,
        '٠'..='٩' => digit_from('٠'),
        '۰'..='۹' => digit_from('۰'),
        '０'..='９' => digit_from('０'),
        '\u{2010}'..='\u{2015}' | '−' | '﹘' | '﹣' | '－' => Some('-'),
        '＋' => Some('+'),
        '＠' => Some('@'),
        '．' => Some('.'),
        _ if letter.is_whitespace() && letter != '\n' => Some(' '),
        _ => Some(letter),
    }
}
