//! A full week's picture set: as a page that stands alone and as a tagged PDF, the PDF on one thread.

#![expect(clippy::unwrap_used, reason = "a bench has nobody to report an error to")]
#![expect(clippy::print_stdout, reason = "a bench answers on stdout")]

use std::hint::black_box;
use std::time::Instant;

use criterion::Criterion;
use lykta::situation::document;

use crate::support::{TestApp, full_week::a_full_week};

/// Measures both; what a page of the PDF costs is the same a hundred times over.
pub fn bench(criterion: &mut Criterion) {
    let system = actix_web::rt::System::new();
    let picture = system.block_on(async { a_full_week(&TestApp::spawn().await) });
    let mut group = criterion.benchmark_group("a full week");
    group.sample_size(20);
    group.bench_function("page that stands alone", |b| b.iter(|| black_box(document::page(&picture).unwrap())));
    group.bench_function("tagged PDF", |b| b.iter(|| black_box(document::pdf(&picture).unwrap())));
    group.finish();
    let began = Instant::now();
    let bytes = document::pdf(&picture).unwrap();
    println!("a full week as PDF: {:.1} ms, {} bytes\n", began.elapsed().as_secs_f64() * 1000.0, bytes.len());
}
