//! Slowing down whoever guesses codes, and nobody else.

use std::net::{IpAddr, Ipv6Addr};
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::Semaphore;

use crate::accounts::Throttle;

/// Stands where codes are tried. Wrong ones are counted, by network address and over all of them; right ones never are, and
/// never wait: forty phones join through one address while somebody behind it guesses.
///
/// A right code that must be let in at once tells a guesser the same at once, so the length of codes carries the weight:
/// what stands here makes each wrong guess cost time, and keeps the log of failures from filling memory.
#[derive(Clone, Debug)]
pub struct Doorkeeper {
    by_address: Arc<Throttle>,
    everywhere: Arc<Throttle>,
    held: Arc<Semaphore>,
}

/// No wrong answer is held longer, in seconds.
const LONGEST_HOLD: u64 = 5;
/// So many wrong answers are held at once; the next ones are told to wait and are not made to.
const MOST_HELD: usize = 256;

impl Default for Doorkeeper {
    fn default() -> Self {
        Self {
            by_address: Arc::new(Throttle::of_codes()),
            everywhere: Arc::new(Throttle::of_all_codes()),
            held: Arc::new(Semaphore::new(MOST_HELD)),
        }
    }
}

impl Doorkeeper {
    /// Notes a wrong code. Gives how many seconds to wait before the next one once there have been too many, and holds the
    /// answer back for some of them.
    pub async fn note_wrong(&self, address: Option<IpAddr>, now: Timestamp) -> Option<u64> {
        let key = address.map_or_else(String::new, |address| network_of(address).to_string());
        let seconds = self.by_address.wait(&key, now).max(self.everywhere.wait("", now));
        self.by_address.note_failure(&key, now);
        self.everywhere.note_failure("", now);
        let seconds = seconds?;
        if let Ok(_place) = self.held.try_acquire() {
            tokio::time::sleep(Duration::from_secs(seconds.min(LONGEST_HOLD))).await;
        }
        Some(seconds)
    }
}

/// What one household or office has: of IPv6 it is the first 64 bits (RFC 6177 gives a site at least so much).
fn network_of(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_has_many_addresses_of_one_network_is_one() {
        let network = |address: &str| network_of(address.parse().unwrap());
        assert_eq!(network("2001:db8::1:2:3:4"), network("2001:db8::ffff:2:3:5"));
        assert_ne!(network("2001:db8:0:1::1"), network("2001:db8:0:2::1"));
        assert_ne!(network("192.0.2.1"), network("192.0.2.2"));
    }
}
