//! Safety walks (trygghetsvandringar): planned, walked with phones that have no account, gathered to a protocol whose points
//! become measures, answered at the response meeting and walked again.

pub mod model;
pub mod store;
