-- What was approved is put aside and never dropped.
ALTER TABLE picture_signatures RENAME TO kept_picture_signatures;
ALTER TABLE picture_files RENAME TO kept_picture_files;
ALTER TABLE picture_versions RENAME TO kept_picture_versions;
