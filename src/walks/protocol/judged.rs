//! How the stops were judged: averages of what each participant said last, and the safety index (`domain.md` 2.3).

use std::collections::BTreeMap;

use crate::walks::field::model::{Judgement, Parameter};

/// An index says something only when at least so many of the eight parameters were judged.
pub const FEWEST_RATED: usize = 5;

/// How a stop was judged by everybody together.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The stop's key.
    pub stop_id: i64,
    /// How many judged it.
    pub people: usize,
    /// The mean of each of the eight parameters, 0 to 3, in the order of [`Parameter::ALL`]; `None` for one that nobody
    /// judged.
    pub means: Vec<(Parameter, Option<f64>)>,
    /// How it felt: the mean, 0 to 3. Never a part of the index, which is to explain it.
    pub feeling: Option<f64>,
}

impl Judged {
    /// The safety index: the mean of the parameters that were judged, as per cent of the highest. `None` when fewer than
    /// [`FEWEST_RATED`] were.
    ///
    /// - **Units:** 0 to 100.
    #[must_use]
    pub fn index(&self) -> Option<f64> {
        let rated: Vec<f64> = self.means.iter().filter_map(|(_, mean)| *mean).collect();
        #[expect(clippy::cast_precision_loss, reason = "ratings up to 3")]
        let highest = Parameter::HIGHEST as f64;
        mean(&rated).filter(|_| rated.len() >= FEWEST_RATED).map(|mean| mean / highest * 100.0)
    }

    /// The mean of a parameter, the feeling included.
    #[must_use]
    pub fn of(&self, parameter: Parameter) -> Option<f64> {
        match parameter {
            Parameter::Feeling => self.feeling,
            _ => self.means.iter().find(|(known, _)| *known == parameter).and_then(|(_, mean)| *mean),
        }
    }
}

/// The stops that anybody judged, by key. `judgements` in the order in which they were written: of each sender the last
/// one of a stop counts.
#[must_use]
pub fn by_stop(judgements: &[Judgement]) -> Vec<Judged> {
    let mut last = BTreeMap::new();
    for judgement in judgements {
        last.insert((judgement.stop_id, judgement.phone_id, judgement.account_id), judgement);
    }
    let mut stops: BTreeMap<i64, Vec<&Judgement>> = BTreeMap::new();
    for ((stop_id, ..), judgement) in last {
        stops.entry(stop_id).or_default().push(judgement);
    }
    stops.into_iter().map(|(stop_id, said)| together(stop_id, &said)).collect()
}

fn together(stop_id: i64, said: &[&Judgement]) -> Judged {
    let of = |parameter: Parameter| {
        #[expect(clippy::cast_precision_loss, reason = "ratings up to 3")]
        let ratings: Vec<f64> =
            said.iter().filter_map(|judgement| judgement.ratings.of(parameter)).map(|rating| rating as f64).collect();
        mean(&ratings)
    };
    let seen = Parameter::ALL.into_iter().filter(|parameter| *parameter != Parameter::Feeling);
    Judged {
        stop_id,
        people: said.len(),
        means: seen.map(|parameter| (parameter, of(parameter))).collect(),
        feeling: of(Parameter::Feeling),
    }
}

#[expect(clippy::cast_precision_loss, reason = "some dozens of people")]
fn mean(numbers: &[f64]) -> Option<f64> {
    (!numbers.is_empty()).then(|| numbers.iter().sum::<f64>() / numbers.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::walks::field::model::Ratings;

    fn said(id: i64, stop_id: i64, phone: i64, rated: &[(Parameter, i64)]) -> Judgement {
        let mut ratings = Ratings::default();
        for (parameter, rating) in rated {
            ratings.set(*parameter, Some(*rating));
        }
        Judgement { id, stop_id, phone_id: Some(phone), account_id: None, is_late: false, ratings }
    }

    #[test]
    fn of_each_sender_the_last_word_counts_and_what_is_not_judged_is_no_zero() {
        use Parameter::{Feeling, Lighting, Openness};
        let judgements = [
            said(1, 7, 1, &[(Lighting, 0), (Feeling, 1)]),
            said(2, 7, 2, &[(Lighting, 3), (Openness, 2)]),
            said(3, 7, 1, &[(Lighting, 1), (Feeling, 2)]),
            said(4, 8, 1, &[(Lighting, 3)]),
        ];
        let stops = by_stop(&judgements);
        assert_eq!((stops.len(), stops[0].stop_id, stops[0].people), (2, 7, 2));
        assert_eq!((stops[0].of(Lighting), stops[0].of(Openness)), (Some(2.0), Some(2.0)));
        assert_eq!((stops[0].feeling, stops[0].of(Parameter::People)), (Some(2.0), None));
        assert_eq!(stops[0].index(), None, "two parameters are too few");
    }

    #[test]
    fn the_index_is_the_mean_of_at_least_five_parameters_without_the_feeling() {
        use Parameter::{Feeling, Lighting, Openness, People, Security, Visibility};
        let rated = [(Lighting, 3), (Openness, 3), (Visibility, 0), (People, 3), (Security, 3), (Feeling, 0)];
        let stops = by_stop(&[said(1, 7, 1, &rated)]);
        assert_eq!(stops[0].index(), Some(80.0));
        assert_eq!(by_stop(&[said(1, 7, 1, &rated[1..])])[0].index(), None, "four and the feeling");
    }
}
