DROP INDEX disclosures_by_time;
ALTER TABLE disclosures RENAME TO kept_disclosures;
ALTER TABLE public_quarters RENAME TO kept_public_quarters;
ALTER TABLE released_blocks RENAME TO kept_released_blocks;
ALTER TABLE council_report_files RENAME TO kept_council_report_files;
ALTER TABLE council_reports RENAME TO kept_council_reports;
