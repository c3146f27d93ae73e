//! Lykta: the open, self-hosted safety-situation service of a Swedish municipality.
//!
//! This page is the map of the code. Modules stand in rank order; a module uses only modules of a lower rank, and
//! neighbours of one rank do not know each other (`tests/it/architecture.rs` proves it).
//!
//! | rank | modules | what they hold |
//! | --- | --- | --- |
//! | 0 | [`digest`] [`error`] [`config`] [`time`] [`urls`] [`geometry`] [`texts`] [`tables`] [`privacy`] [`statistics`] [`typeset`] | the kernel: no HTTP, no SQL |
//! | 1 | [`db`] | the only way to a connection |
//! | 2 | [`web`] | everything about HTML over HTTP that no capability owns |
//! | 3 | [`accounts`] | organisations, accounts, sessions, permissions, audit log |
//! | 4 | [`districts`] | areas, districts, places, populations; from a point to its area |
//! | 4 | [`jobs`] | what runs by the clock, once a day, whoever of several servers comes first |
//! | 4 | [`mail`] | outgoing mail: what is to be told waits in the database, one sender sends it |
//! | 4 | [`photos`] | from files that anybody may send to pictures of our own |
//! | 4 | [`tiles`] | the background of maps, through our own server |
//! | 5 | [`measures`] | what organisations have promised to do, and what became of it |
//! | 6 | [`incidents`] [`police`] [`walks`] | reports; the police's public events as context; safety walks |
//! | 7 | [`situation`] | the weekly picture |
//! | 8 | [`followup`] | goals, indicators, commitments, funds, costs, the council: the thread from goal to result |
//! | 9 | [`exports`] | files that leave the house |
//! | 10 | [`home`] [`demo`] [`app`] [`cli`] | first page, demonstration data, composition root, commands |

pub mod digest;
pub mod error;
pub mod config;
pub mod time;
pub mod urls;
pub mod geometry;
pub mod texts;
pub mod tables;
pub mod privacy;
pub mod statistics;
pub mod typeset;

pub mod db;

pub mod web;

pub mod accounts;

pub mod districts;
pub mod jobs;
pub mod mail;
pub mod photos;
pub mod tiles;

pub mod measures;

pub mod incidents;
pub mod police;
pub mod walks;

pub mod situation;

pub mod followup;

pub mod exports;

pub mod home;
pub mod demo;
pub mod app;
pub mod cli;
