//! Counts that add up as a flow does, what can be solved of them, and what must be withheld so that nothing can.
//!
//! The bounds of a count are maximum flows: how much more, and how much less, of it could have gone round. They are exact and
//! whole, because the matrix of a network is totally unimodular. Withholding what costs least along the cheapest way round is
//! the heuristic of M. Fischetti & J.-J. Salazar, "Models and algorithms for optimizing cell suppression in tabular data with
//! linear constraints" (2000), section 4, for networks.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap, VecDeque};

use super::{Bounds, SPREAD, Told};

/// Where the rows' sums come from.
pub(super) const SOURCE: usize = 0;
/// Where the columns' sums go to.
pub(super) const SINK: usize = 1;

/// More than any count: where there is no upper end.
pub(super) const ENDLESS: u32 = 1 << 30;

/// What the attacker knows of a week in two months: how much of it lies in the earlier one, how much in the later, or neither.
/// A real one knows neither, and that they add up; so that everything possible in the first or in the second is possible.
pub(super) type World = usize;

/// The worlds.
pub(super) const WORLDS: usize = 3;

/// Those whose attacker knows at least what a real one does.
const KNOWING: std::ops::Range<World> = 0..2;

/// The one whose attacker knows less: what nothing is possible of in the others is kept from that one at least.
const IGNORANT: World = 2;

/// A count in a network: what flows from one node to another.
#[derive(Clone, Copy, Debug)]
struct Arc {
    from: usize,
    to: usize,
    count: u32,
    /// How much is lost when it is withheld.
    cost: u32,
    /// What is told of it; nobody decides that here when it is known already.
    told: Told,
    /// What is known of it already, in each world.
    known: Option<[Bounds; WORLDS]>,
}

/// Something of which as much must stay possible as "<5" says: a count, wherever the attacker sees it vary.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Guard(Vec<(World, usize)>);

/// Counts that add up: at each node as much flows in as out.
#[derive(Clone, Debug, Default)]
pub(super) struct Network {
    arcs: Vec<Arc>,
    /// By node, the steps that leave it.
    steps: Vec<Vec<Step>>,
    /// What must not be solved, besides the counts that are told here.
    guards: Vec<Guard>,
}

/// One step along an arc or against it.
#[derive(Clone, Copy, Debug)]
struct Step {
    arc: usize,
    is_forward: bool,
}

/// How a flow differs from the true one, arc by arc.
type Changes = Vec<i64>;

impl Network {
    pub(super) fn of_table(counts: &[Vec<u32>]) -> Self {
        let (rows, columns) = (counts.len(), counts.first().map_or(0, Vec::len));
        let (row, column) = (|row| 2 + row, |column| 2 + rows + column);
        let mut network = Self::default();
        for (own, cells) in counts.iter().enumerate() {
            for (other, count) in cells.iter().enumerate() {
                network.add(row(own), column(other), *count, 100);
            }
        }
        for (own, cells) in counts.iter().enumerate() {
            network.add(SOURCE, row(own), cells.iter().sum(), 2_000);
        }
        for other in 0..columns {
            network.add(column(other), SINK, counts.iter().map(|cells| cells[other]).sum(), 2_000);
        }
        network.add(SINK, SOURCE, counts.iter().flatten().sum(), 40_000);
        network
    }

    pub(super) fn of_list(counts: &[u32]) -> Self {
        let mut network = Self::default();
        for count in counts {
            network.add(SOURCE, SINK, *count, 100);
        }
        network.add(SINK, SOURCE, counts.iter().sum(), 40_000);
        network
    }

    /// Adds a count that is told or withheld here.
    ///
    /// `worth`: what it is worth to tell it, beside how large it is.
    pub(super) fn add(&mut self, from: usize, to: usize, count: u32, worth: u32) {
        let told = Told::alone(count);
        self.push(Arc { from, to, count, cost: worth + count.min(99), told, known: None });
    }

    /// Adds a count of which this much is known, whatever is decided here; gives its place.
    pub(super) fn add_known(&mut self, from: usize, to: usize, count: u32, known: [Bounds; WORLDS]) -> usize {
        self.push(Arc { from, to, count, cost: 0, told: Told::Withheld, known: Some(known) });
        self.arcs.len() - 1
    }

    /// Asks that as much stays possible of a count, in these worlds at these places.
    pub(super) fn guard(&mut self, places: Vec<(World, usize)>) {
        self.guards.push(Guard(places));
    }

    fn push(&mut self, arc: Arc) {
        let nodes = self.steps.len().max(arc.from + 1).max(arc.to + 1);
        self.steps.resize(nodes, Vec::new());
        self.steps[arc.from].push(Step { arc: self.arcs.len(), is_forward: true });
        self.steps[arc.to].push(Step { arc: self.arcs.len(), is_forward: false });
        self.arcs.push(arc);
    }

    /// The same network, told like this.
    pub(super) fn told(mut self, told: impl Iterator<Item = Told>) -> Self {
        for (arc, told) in self.arcs.iter_mut().zip(told) {
            arc.told = told;
        }
        self
    }

    /// Withholds until nothing can be solved, and then tells again what need not have been withheld.
    ///
    /// What can be solved of what is known already, however much is withheld here, is left as it is.
    pub(super) fn control(mut self) -> Vec<Told> {
        let guards = self.kept_guards();
        let own: Vec<Option<usize>> = (0..self.arcs.len())
            .map(|arc| guards.iter().position(|Guard(places)| self.is_free(arc) && places.iter().all(|at| at.1 == arc)))
            .collect();
        // Withholding more never makes less possible: what is safe stays safe.
        let mut open: BTreeSet<usize> = (0..guards.len()).collect();
        while let Some(guard) = open.pop_first() {
            if self.way(&guards[guard]).is_some() {
                continue;
            }
            let withheld = self.make_room(&guards[guard]);
            if !withheld.is_empty() {
                open.insert(guard);
            }
            open.extend(withheld.into_iter().filter_map(|arc| own[arc]));
        }
        self.tell_again(&guards, &own);
        self.arcs.into_iter().map(|arc| arc.told).collect()
    }

    /// Tells what need not have been withheld, the dearest first.
    fn tell_again(&mut self, guards: &[Guard], own: &[Option<usize>]) {
        let mut ways: Vec<Vec<usize>> = guards.iter().map(|guard| self.way(guard).unwrap_or_default()).collect();
        let mut withheld: Vec<usize> =
            (0..self.arcs.len()).filter(|arc| self.is_free(*arc) && self.arcs[*arc].told == Told::Withheld).collect();
        withheld.sort_by_key(|arc| Reverse(self.arcs[*arc].cost));
        for arc in withheld {
            self.arcs[arc].told = Told::alone(self.arcs[arc].count);
            // A guard whose way does not lead by here has it still.
            let led_by = (0..guards.len()).filter(|guard| own[arc] == Some(*guard) || ways[*guard].contains(&arc));
            let found: Option<Vec<(usize, Vec<usize>)>> =
                led_by.map(|guard| Some((guard, self.way(&guards[guard])?))).collect();
            match found {
                Some(found) => found.into_iter().for_each(|(guard, way)| ways[guard] = way),
                None => self.arcs[arc].told = Told::Withheld,
            }
        }
    }

    /// Whether it is decided here what is told of a count.
    fn is_free(&self, arc: usize) -> bool {
        self.arcs[arc].known.is_none()
    }

    /// Everything that must not be solved and, were nothing told here but what is none, could not be.
    fn kept_guards(&self) -> Vec<Guard> {
        let knows_more = self.arcs.iter().any(|arc| arc.known.is_some());
        let free = (0..self.arcs.len()).filter(|arc| self.is_free(*arc));
        if !knows_more {
            // When everything but none is withheld there is a way round through every arc.
            return free.map(|arc| Guard(vec![(0, arc)])).chain(self.guards.iter().cloned()).collect();
        }
        let mut silent = self.clone();
        for arc in silent.arcs.iter_mut().filter(|arc| arc.count > 0) {
            arc.told = Told::Withheld;
        }
        let is_kept = |guard: &Guard| silent.way(guard).is_some();
        let free = free.map(|arc| Guard(KNOWING.map(|world| (world, arc)).collect()));
        let kept = |guard: Guard| {
            let ignorant = Guard(guard.0.iter().map(|(_, arc)| (IGNORANT, *arc)).collect());
            [guard, ignorant].into_iter().find(is_kept)
        };
        free.chain(self.guards.iter().cloned()).filter_map(kept).collect()
    }

    /// The arcs whose room shows that something cannot be solved; none of them when it is told. `None` when it can be solved.
    fn way(&self, guard: &Guard) -> Option<Vec<usize>> {
        let mut used = BTreeSet::new();
        let (mut up, mut down) = (0, 0);
        for (world, arc) in &guard.0 {
            if self.is_free(*arc) && self.arcs[*arc].told.count().is_some() {
                return Some(Vec::new());
            }
            for is_forward in [true, false] {
                let (pushed, changes) = self.push_round(*world, Step { arc: *arc, is_forward }, SPREAD);
                let end = if is_forward { &mut up } else { &mut down };
                if pushed > *end {
                    *end = pushed;
                    used.insert(*arc);
                    used.extend(changes.iter().enumerate().filter(|(_, change)| **change != 0).map(|(arc, _)| arc));
                }
                if up + down >= SPREAD {
                    return Some(used.into_iter().collect());
                }
            }
        }
        None
    }

    /// What is known of a count by itself.
    fn limits(&self, world: World, arc: usize) -> Bounds {
        let arc = &self.arcs[arc];
        arc.known.map_or_else(|| arc.told.bounds(), |known| known[world])
    }

    /// How far a count can be from where it is: up along its arc, down against it.
    fn room(&self, world: World, step: Step, changes: &Changes) -> u32 {
        let now = i64::from(self.arcs[step.arc].count) + changes[step.arc];
        let Bounds { low, high } = self.limits(world, step.arc);
        let room = if step.is_forward { i64::from(high.unwrap_or(ENDLESS)) - now } else { now - i64::from(low) };
        u32::try_from(room).unwrap_or(0)
    }

    /// The two ends of a step.
    fn ends(&self, step: Step) -> (usize, usize) {
        let arc = &self.arcs[step.arc];
        if step.is_forward { (arc.from, arc.to) } else { (arc.to, arc.from) }
    }

    /// Pushes as much as can be, at most `most`, along a step and back round by other arcs; how much, and what changed.
    fn push_round(&self, world: World, step: Step, most: u32) -> (u32, Changes) {
        let mut changes = vec![0; self.arcs.len()];
        let most = most.min(self.room(world, step, &changes));
        let mut pushed = 0;
        while pushed < most {
            let Some(way) = self.way_back(world, step, &changes) else { break };
            let room = way.iter().map(|step| self.room(world, *step, &changes)).min().unwrap_or(0).min(most - pushed);
            for step in way {
                changes[step.arc] += if step.is_forward { i64::from(room) } else { -i64::from(room) };
            }
            pushed += room;
        }
        (pushed, changes)
    }

    /// The fewest steps that have room from the end of a step back to its beginning.
    fn way_back(&self, world: World, step: Step, changes: &Changes) -> Option<Vec<Step>> {
        let (goal, start) = self.ends(step);
        let mut came_by: Vec<Option<Step>> = vec![None; self.steps.len()];
        let mut queue = VecDeque::from([start]);
        while let Some(node) = queue.pop_front() {
            if node == goal {
                return Some(self.walked(&came_by, start, goal));
            }
            for next in self.steps_from(node, step.arc) {
                let to = self.ends(next).1;
                if to != start && came_by[to].is_none() && self.room(world, next, changes) > 0 {
                    came_by[to] = Some(next);
                    queue.push_back(to);
                }
            }
        }
        None
    }

    fn steps_from(&self, node: usize, but: usize) -> impl Iterator<Item = Step> {
        self.steps[node].iter().copied().filter(move |step| step.arc != but)
    }

    fn walked(&self, came_by: &[Option<Step>], start: usize, goal: usize) -> Vec<Step> {
        let mut way = Vec::new();
        let mut node = goal;
        while node != start {
            let Some(step) = came_by[node] else { break };
            way.push(step);
            node = self.ends(step).0;
        }
        way
    }

    /// What a reader can solve of each count, whatever else may be known.
    pub(super) fn all_bounds(&self) -> Vec<Bounds> {
        let bounds = |arc: usize| {
            let pushed = |is_forward| {
                let step = Step { arc, is_forward };
                KNOWING.map(|world| self.push_round(world, step, ENDLESS).0).max().unwrap_or(0)
            };
            let (count, up, down) = (self.arcs[arc].count, pushed(true), pushed(false));
            Bounds { low: count - down, high: (up < ENDLESS / 2).then(|| count + up) }
        };
        (0..self.arcs.len()).map(bounds).collect()
    }

    /// Withholds what costs least so that something that can be solved has more room than it has now, at worst the count
    /// itself; gives what was withheld, and nothing when nothing helps.
    fn make_room(&mut self, guard: &Guard) -> Vec<usize> {
        let directions = guard.0.iter().flat_map(|(world, arc)| [(*world, *arc, true), (*world, *arc, false)]);
        let ways = directions.map(|(world, arc, is_forward)| {
            let step = Step { arc, is_forward };
            let own = self.room(world, step, &vec![0; self.arcs.len()]);
            let (pushed, changes) = self.push_round(world, step, SPREAD);
            // Where what is told of the count itself stops it, no other arc can help.
            if pushed < own { self.cheapest_way_back(world, step, &changes) } else { None }
        });
        let itself = || guard.0.iter().map(|at| at.1).filter(|arc| self.is_free(*arc)).take(1).collect();
        let mut withheld: Vec<usize> =
            ways.flatten().min_by_key(|(cost, _)| *cost).map_or_else(itself, |(_, withheld)| withheld);
        withheld.retain(|arc| self.arcs[*arc].told != Told::Withheld);
        for arc in &withheld {
            self.arcs[*arc].told = Told::Withheld;
        }
        withheld
    }

    /// What must be withheld, at the least cost, for one step more and back round.
    fn cheapest_way_back(&self, world: World, step: Step, changes: &Changes) -> Option<(u32, Vec<usize>)> {
        let (goal, start) = self.ends(step);
        let mut cheapest: Vec<Option<(u32, Option<Step>)>> = vec![None; self.steps.len()];
        cheapest[start] = Some((0, None));
        let mut queue = BinaryHeap::from([Reverse((0, start))]);
        while let Some(Reverse((cost, node))) = queue.pop() {
            for next in self.steps_from(node, step.arc) {
                let Some(more) = self.cost(world, next, changes) else { continue };
                let to = self.ends(next).1;
                if cheapest[to].is_none_or(|(known, _)| cost + more < known) {
                    cheapest[to] = Some((cost + more, Some(next)));
                    queue.push(Reverse((cost + more, to)));
                }
            }
        }
        let (cost, _) = cheapest[goal]?;
        let came_by: Vec<Option<Step>> = cheapest.iter().map(|way| way.and_then(|(_, step)| step)).collect();
        let way = self.walked(&came_by, start, goal);
        let withheld = way.into_iter().filter(|step| self.cost(world, *step, changes) != Some(0)).map(|step| step.arc);
        Some((cost, withheld.collect()))
    }

    /// What one step more costs: nothing where there is room; what its arc is worth where it has to be withheld for that;
    /// `None` where even that does not help.
    fn cost(&self, world: World, step: Step, changes: &Changes) -> Option<u32> {
        if self.room(world, step, changes) > 0 {
            return Some(0);
        }
        let arc = &self.arcs[step.arc];
        let has_room = step.is_forward || i64::from(arc.count) + changes[step.arc] > 1;
        match arc.told {
            _ if !self.is_free(step.arc) => None,
            Told::Count(1..) if has_room => Some(arc.cost),
            Told::Few if has_room => Some(arc.cost / 2),
            _ => None,
        }
    }
}
