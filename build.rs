//! Embeds everything a browser fetches: our own files of `static/` and the few that npm brings, each under a name that
//! holds its hash, with brotli and gzip made once, here; and the service worker, which is told of them.

#![expect(clippy::expect_used, reason = "a build that cannot go on says why and stops")]

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};

/// Files served from npm packages: the name they get, and where they stand under `node_modules`.
const FROM_NPM: [(&str, &str); 5] = [
    (
        "AtkinsonHyperlegibleNext_400Regular.ttf",
        "@expo-google-fonts/atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf",
    ),
    (
        "AtkinsonHyperlegibleNext_600SemiBold.ttf",
        "@expo-google-fonts/atkinson-hyperlegible-next/600SemiBold/AtkinsonHyperlegibleNext_600SemiBold.ttf",
    ),
    ("idb.js", "idb/build/umd.js"),
    ("leaflet.css", "leaflet/dist/leaflet.css"),
    ("leaflet.js", "leaflet/dist/leaflet.js"),
];

/// The service worker keeps its name, for its name is what a browser knows it by: it is served at `/sw.js`, not among the others.
const WORKER: &str = "sw.js";

/// Kinds of files that a browser may be given, with their media types.
const MEDIA_TYPES: [(&str, &str); 6] = [
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("ttf", "font/ttf"),
    ("webmanifest", "application/manifest+json"),
];

fn main() {
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    for watched in ["build.rs", "static", "migrations", "templates"] {
        println!("cargo::rerun-if-changed={watched}");
    }
    let modules = install_browser_libraries(&out);
    // Not LYKTA_…: cargo hands the name on to the program it runs, which would take it for a setting.
    println!("cargo::rustc-env=BROWSER_LIBRARIES={}", modules.display());

    // The same files for pages and for documents.
    println!("cargo::rustc-env=TYPEFACE_REGULAR={}", modules.join(FROM_NPM[0].1).display());
    println!("cargo::rustc-env=TYPEFACE_SEMIBOLD={}", modules.join(FROM_NPM[1].1).display());

    let mut files: Vec<(String, Vec<u8>)> = own_files();
    for (name, path) in FROM_NPM {
        let path = modules.join(path);
        let bytes = fs::read(&path).unwrap_or_else(|fault| panic!("npm did not bring {}: {fault}", path.display()));
        files.push((name.to_owned(), bytes));
    }
    // Style sheets last: they name other assets, whose addresses must be known.
    files.sort_by_key(|(name, _)| (is_style_sheet(name), name.clone()));

    let mut addresses: Vec<(String, String)> = Vec::new();
    let mut table = String::from("&[\n");
    for (name, bytes) in files {
        let bytes = if is_style_sheet(&name) { with_addresses(&name, &bytes, &addresses) } else { bytes };
        let hashed = hashed_name(&name, &bytes);
        let folder = out.join("assets");
        fs::create_dir_all(&folder).expect("OUT_DIR can be written");
        fs::write(folder.join(&hashed), &bytes).expect("OUT_DIR can be written");
        fs::write(folder.join(format!("{hashed}.br")), brotli(&bytes)).expect("OUT_DIR can be written");
        fs::write(folder.join(format!("{hashed}.gz")), gzip(&bytes)).expect("OUT_DIR can be written");
        let media_type = media_type(&name).expect("only known kinds are collected");
        let path = folder.join(&hashed);
        writeln!(
            table,
            "Asset {{ name: {name:?}, hashed: {hashed:?}, media_type: {media_type:?}, plain: include_bytes!(r\"{}\"), \
             brotli: include_bytes!({:?}), gzip: include_bytes!({:?}) }},",
            path.display(),
            format!("{}.br", path.display()),
            format!("{}.gz", path.display()),
        )
        .expect("a string takes all");
        addresses.push((name, format!("/assets/{hashed}")));
    }
    table.push(']');
    fs::write(out.join("assets.rs"), table).expect("OUT_DIR can be written");
    fs::write(out.join(WORKER), worker(&addresses)).expect("OUT_DIR can be written");
}

/// Runs `npm ci` in `OUT_DIR` when the lock file is not the one installed there; gives the `node_modules` folder.
fn install_browser_libraries(out: &Path) -> PathBuf {
    let folder = out.join("npm");
    let lock = fs::read("static/package-lock.json").expect("static/package-lock.json is there");
    let modules = folder.join("node_modules");
    if modules.exists() && fs::read(folder.join("installed-lock.json")).is_ok_and(|installed| installed == lock) {
        return modules;
    }
    fs::create_dir_all(&folder).expect("OUT_DIR can be written");
    fs::write(folder.join("package-lock.json"), &lock).expect("OUT_DIR can be written");
    fs::copy("static/package.json", folder.join("package.json")).expect("static/package.json is there");
    let outcome =
        Command::new("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(&folder).output();
    match outcome {
        Ok(output) if output.status.success() => {}
        Ok(output) => panic!("npm ci failed:\n{}", String::from_utf8_lossy(&output.stderr)),
        Err(fault) => panic!("Lykta's build needs Node.js and npm for its typeface and map library: {fault}"),
    }
    fs::write(folder.join("installed-lock.json"), &lock).expect("OUT_DIR can be written");
    modules
}

/// The service worker with the addresses of all files before it, and a version that changes with any of them.
fn worker(addresses: &[(String, String)]) -> String {
    let code = fs::read_to_string(Path::new("static").join(WORKER)).expect("static/sw.js is there");
    let list: Vec<String> = addresses.iter().map(|(name, address)| format!("  {name:?}: {address:?},\n")).collect();
    let list = list.concat();
    let version = hashed_name("v.js", format!("{list}{code}").as_bytes());
    let version = version.trim_start_matches("v-").trim_end_matches(".js");
    format!("\"use strict\";\nconst VERSION = {version:?};\nconst ASSETS = {{\n{list}}};\n\n{code}")
}

fn own_files() -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir("static").expect("static/ is there") {
        let path = entry.expect("static/ can be read").path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if path.is_file() && media_type(&name).is_some() && name != WORKER {
            found.push((name, fs::read(&path).expect("static/ can be read")));
        }
    }
    found
}

fn is_style_sheet(name: &str) -> bool {
    media_type(name).is_some_and(|kind| kind.starts_with("text/css"))
}

fn media_type(name: &str) -> Option<&'static str> {
    let extension = name.rsplit_once('.')?.1;
    MEDIA_TYPES.iter().find(|(known, _)| *known == extension).map(|(_, media_type)| *media_type)
}

/// Puts addresses in the place of `asset:NAME`.
fn with_addresses(sheet: &str, bytes: &[u8], addresses: &[(String, String)]) -> Vec<u8> {
    let mut text = String::from_utf8(bytes.to_vec()).expect("style sheets are UTF-8");
    for (name, address) in addresses {
        text = text.replace(&format!("asset:{name}"), address);
    }
    assert!(!text.contains("asset:"), "{sheet} names an asset that is not there");
    text.into_bytes()
}

fn hashed_name(name: &str, bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let hash: String = digest.iter().take(5).fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes all");
        text
    });
    let (stem, extension) = name.rsplit_once('.').expect("collected files have an extension");
    format!("{stem}-{hash}.{extension}")
}

fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut packed, 4096, 9, 22);
    writer.write_all(bytes).expect("memory takes all");
    drop(writer);
    packed
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(bytes).expect("memory takes all");
    writer.finish().expect("memory takes all")
}
