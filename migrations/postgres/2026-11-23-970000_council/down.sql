ALTER TABLE statutory_files RENAME TO kept_statutory_files;
ALTER TABLE statutory_versions RENAME TO kept_statutory_versions;
DROP TABLE statutory_texts;
DROP TABLE statutory_documents;
DROP TABLE meeting_measures;
DROP TABLE meeting_items;
DROP TABLE council_meetings;
