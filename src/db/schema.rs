//! The tables, by hand: one description for both databases, with SQL types that both have.

#![expect(missing_docs, reason = "diesel's macro makes the items; the tables are explained in the migrations")]

diesel::table! {
    organisations (id) {
        id -> BigInt,
        name -> Text,
        kind -> Text,
        reports_weekly -> Bool,
        created_at -> Timestamp,
    }
}

diesel::table! {
    accounts (id) {
        id -> BigInt,
        email -> Text,
        name -> Text,
        role -> Text,
        organisation_id -> BigInt,
        language -> Nullable<Text>,
        password_hash -> Nullable<Text>,
        disabled_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    sessions (id) {
        id -> BigInt,
        token_hash -> Text,
        account_id -> BigInt,
        device -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    sign_in_links (id) {
        id -> BigInt,
        token_hash -> Text,
        account_id -> BigInt,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    audit_entries (id) {
        id -> BigInt,
        at -> Timestamp,
        account_id -> Nullable<BigInt>,
        actor -> Text,
        action -> Text,
        subject -> Text,
        subject_id -> Nullable<BigInt>,
        detail -> Text,
    }
}

diesel::table! {
    settings (name) {
        name -> Text,
        value -> Text,
    }
}

diesel::table! {
    statements (id) {
        id -> BigInt,
        slug -> Text,
        language -> Text,
        body -> Text,
        changed_at -> Timestamp,
    }
}

diesel::table! {
    districts (id) {
        id -> BigInt,
        code -> Text,
        name -> Text,
        parent_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    area_sets (id) {
        id -> BigInt,
        valid_from -> Date,
        credit -> Text,
        sha256 -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    areas (id) {
        id -> BigInt,
        set_id -> BigInt,
        district_id -> BigInt,
        code -> Text,
        name -> Text,
        geometry -> Text,
    }
}

diesel::table! {
    places (id) {
        id -> BigInt,
        name -> Text,
        kind -> Text,
        latitude -> Double,
        longitude -> Double,
        district_id -> Nullable<BigInt>,
        is_approximate -> Bool,
    }
}

diesel::table! {
    populations (id) {
        id -> BigInt,
        district_id -> BigInt,
        year -> BigInt,
        residents -> Nullable<BigInt>,
        source -> Text,
    }
}

diesel::table! {
    incidents (id) {
        id -> BigInt,
        submission_id -> Text,
        content_hash -> Text,
        organisation_id -> BigInt,
        account_id -> Nullable<BigInt>,
        reference -> Nullable<Text>,
        category -> Text,
        occurred_from -> Timestamp,
        occurred_to -> Nullable<Timestamp>,
        week -> Date,
        latitude -> Nullable<Double>,
        longitude -> Nullable<Double>,
        accuracy_m -> Nullable<Double>,
        place_id -> Nullable<BigInt>,
        area_id -> Nullable<BigInt>,
        district_id -> Nullable<BigInt>,
        snapped_m -> Nullable<Double>,
        severity -> Text,
        observed -> Text,
        police_reported -> Text,
        description -> Text,
        status -> Text,
        version -> BigInt,
        reported_at -> Timestamp,
        audience -> Text,
        is_on_behalf -> Bool,
        wants_mail -> Bool,
        needs_review -> Bool,
        reviewed_at -> Nullable<Timestamp>,
        merged_into -> Nullable<BigInt>,
        again_of -> Nullable<BigInt>,
        is_counted -> Bool,
        shift_id -> Nullable<BigInt>,
        walk_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    shifts (id) {
        id -> BigInt,
        submission_id -> Text,
        content_hash -> Text,
        organisation_id -> BigInt,
        account_id -> BigInt,
        started_at -> Timestamp,
        ended_at -> Timestamp,
        people -> BigInt,
        whereabouts -> Text,
        is_calm -> Bool,
        reported_at -> Timestamp,
    }
}

diesel::table! {
    shift_districts (shift_id, district_id) {
        shift_id -> BigInt,
        district_id -> BigInt,
    }
}

diesel::table! {
    incident_events (id) {
        id -> BigInt,
        incident_id -> BigInt,
        at -> Timestamp,
        account_id -> Nullable<BigInt>,
        actor -> Text,
        kind -> Text,
        changes -> Text,
        words -> Text,
    }
}

diesel::table! {
    incident_words (rowid) {
        rowid -> BigInt,
        tokens -> Text,
    }
}

diesel::table! {
    saved_filters (id) {
        id -> BigInt,
        account_id -> BigInt,
        name -> Text,
        query -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    police_events (id) {
        id -> BigInt,
        occurred_at -> Timestamp,
        week -> Date,
        published_at -> Timestamp,
        kind -> Text,
        summary -> Text,
        url -> Nullable<Text>,
        district_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    outbox (id) {
        id -> BigInt,
        account_id -> BigInt,
        kind -> Text,
        path -> Text,
        created_at -> Timestamp,
        sent_at -> Nullable<Timestamp>,
        attempts -> BigInt,
        next_try_at -> Nullable<Timestamp>,
        last_error -> Nullable<Text>,
    }
}

diesel::table! {
    photos (id) {
        id -> BigInt,
        sha256 -> Text,
        width -> BigInt,
        height -> BigInt,
        created_at -> Timestamp,
        small -> Binary,
        bytes -> Binary,
    }
}

diesel::table! {
    incident_photos (id) {
        id -> BigInt,
        incident_id -> BigInt,
        photo_id -> BigInt,
        position -> BigInt,
        hidden_at -> Nullable<Timestamp>,
        hidden_by -> Nullable<Text>,
        hidden_reason -> Nullable<Text>,
    }
}

diesel::table! {
    walks (id) {
        id -> BigInt,
        submission_id -> Text,
        title -> Text,
        kind -> Text,
        theme -> Text,
        light -> Text,
        weather -> Text,
        district_id -> BigInt,
        organisation_id -> BigInt,
        account_id -> BigInt,
        organisers -> Text,
        meeting_place -> Text,
        pre_meeting_at -> Nullable<Timestamp>,
        pre_meeting_place -> Text,
        starts_at -> Timestamp,
        ends_at -> Timestamp,
        response_at -> Nullable<Timestamp>,
        response_place -> Text,
        rewalk_at -> Nullable<Timestamp>,
        earlier_walk_id -> Nullable<BigInt>,
        route -> Text,
        code -> Nullable<Text>,
        published_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    walk_groups (walk_id, participants) {
        walk_id -> BigInt,
        participants -> Text,
        expected -> Nullable<BigInt>,
        present -> Nullable<BigInt>,
    }
}

diesel::table! {
    walk_stops (id) {
        id -> BigInt,
        walk_id -> BigInt,
        position -> BigInt,
        name -> Text,
        latitude -> Double,
        longitude -> Double,
        place_id -> Nullable<BigInt>,
        area_id -> Nullable<BigInt>,
        checklist -> Text,
    }
}

diesel::table! {
    walk_phones (id) {
        id -> BigInt,
        walk_id -> BigInt,
        token_hash -> Text,
        participants -> Nullable<Text>,
        joined_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    walk_points (id) {
        id -> BigInt,
        walk_id -> BigInt,
        number -> BigInt,
        kind -> Text,
        theme -> Text,
        place -> Text,
        words -> Text,
        stop_id -> Nullable<BigInt>,
        latitude -> Nullable<Double>,
        longitude -> Nullable<Double>,
        area_id -> Nullable<BigInt>,
        no_measure_reason -> Text,
        earlier_point_id -> Nullable<BigInt>,
        change -> Nullable<Text>,
        created_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    walk_observations (id) {
        id -> BigInt,
        submission_id -> Text,
        content_hash -> Text,
        walk_id -> BigInt,
        phone_id -> Nullable<BigInt>,
        account_id -> Nullable<BigInt>,
        stop_id -> Nullable<BigInt>,
        kind -> Text,
        theme -> Text,
        description -> Text,
        latitude -> Nullable<Double>,
        longitude -> Nullable<Double>,
        accuracy_m -> Nullable<Double>,
        area_id -> Nullable<BigInt>,
        noted_at -> Timestamp,
        received_at -> Timestamp,
        is_late -> Bool,
        point_id -> Nullable<BigInt>,
        set_aside_reason -> Nullable<Text>,
    }
}

diesel::table! {
    walk_judgements (id) {
        id -> BigInt,
        submission_id -> Text,
        content_hash -> Text,
        walk_id -> BigInt,
        stop_id -> BigInt,
        phone_id -> Nullable<BigInt>,
        account_id -> Nullable<BigInt>,
        lighting -> Nullable<BigInt>,
        openness -> Nullable<BigInt>,
        visibility -> Nullable<BigInt>,
        people -> Nullable<BigInt>,
        security -> Nullable<BigInt>,
        walk_path -> Nullable<BigInt>,
        public_transport -> Nullable<BigInt>,
        gender_usage -> Nullable<BigInt>,
        feeling -> Nullable<BigInt>,
        noted_at -> Timestamp,
        received_at -> Timestamp,
        is_late -> Bool,
    }
}

diesel::table! {
    walk_events (id) {
        id -> BigInt,
        walk_id -> BigInt,
        point_id -> Nullable<BigInt>,
        at -> Timestamp,
        account_id -> Nullable<BigInt>,
        actor -> Text,
        kind -> Text,
        changes -> Text,
        words -> Text,
    }
}

diesel::table! {
    photo_uploads (id) {
        id -> BigInt,
        account_id -> Nullable<BigInt>,
        phone_id -> Nullable<BigInt>,
        sent_sha256 -> Text,
        photo_id -> BigInt,
        sent_at -> Timestamp,
    }
}

diesel::table! {
    walk_observation_photos (id) {
        id -> BigInt,
        observation_id -> BigInt,
        photo_id -> BigInt,
        position -> BigInt,
        hidden_at -> Nullable<Timestamp>,
        hidden_by -> Nullable<Text>,
        hidden_reason -> Nullable<Text>,
    }
}

diesel::table! {
    measures (id) {
        id -> BigInt,
        submission_id -> Text,
        content_hash -> Text,
        title -> Text,
        description -> Text,
        kind -> Text,
        place -> Text,
        latitude -> Nullable<Double>,
        longitude -> Nullable<Double>,
        area_id -> Nullable<BigInt>,
        district_id -> Nullable<BigInt>,
        organisation_id -> BigInt,
        line_function -> Text,
        incident_id -> Nullable<BigInt>,
        walk_point_id -> Nullable<BigInt>,
        picture_week -> Nullable<Date>,
        decided_by -> Text,
        decided_on -> Date,
        starts_on -> Nullable<Date>,
        due_on -> Nullable<Date>,
        promised_on -> Nullable<Date>,
        horizon -> Text,
        cost_sek -> Nullable<BigInt>,
        fund -> Text,
        evaluate_from -> Nullable<Date>,
        evaluate_to -> Nullable<Date>,
        status -> Text,
        reason -> Text,
        outcome -> Text,
        public_note -> Text,
        asked_at -> Timestamp,
        answered_at -> Nullable<Timestamp>,
        done_at -> Nullable<Timestamp>,
        verified_at -> Nullable<Timestamp>,
        searched -> Text,
        account_id -> Nullable<BigInt>,
        created_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    measure_events (id) {
        id -> BigInt,
        measure_id -> BigInt,
        at -> Timestamp,
        account_id -> Nullable<BigInt>,
        actor -> Text,
        kind -> Text,
        changes -> Text,
        words -> Text,
    }
}

diesel::table! {
    measure_reminders (id) {
        id -> BigInt,
        measure_id -> BigInt,
        kind -> Text,
        of_day -> Date,
        at -> Timestamp,
    }
}

diesel::table! {
    jobs (name) {
        name -> Text,
        claimed_until -> Nullable<Timestamp>,
        started_at -> Nullable<Timestamp>,
        finished_at -> Nullable<Timestamp>,
        succeeded_at -> Nullable<Timestamp>,
        done -> BigInt,
        failure -> Text,
    }
}

diesel::table! {
    incident_counts (week, district_id, category) {
        week -> Date,
        district_id -> BigInt,
        category -> Text,
        reports -> BigInt,
    }
}

diesel::table! {
    report_counts (week, organisation_id) {
        week -> Date,
        organisation_id -> BigInt,
        reports -> BigInt,
    }
}

diesel::table! {
    zero_reports (id) {
        id -> BigInt,
        organisation_id -> BigInt,
        week -> Date,
        account_id -> Nullable<BigInt>,
        actor -> Text,
        reported_at -> Timestamp,
    }
}

diesel::table! {
    zero_report_links (id) {
        id -> BigInt,
        token_hash -> Text,
        account_id -> BigInt,
        week -> Date,
        created_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    police_counts (id) {
        id -> BigInt,
        week -> Date,
        district_id -> BigInt,
        category -> Text,
        reports -> BigInt,
        source -> Text,
        actor -> Text,
        loaded_at -> Timestamp,
    }
}

diesel::table! {
    picture_texts (id) {
        id -> BigInt,
        week -> Date,
        kind -> Text,
        subject_id -> BigInt,
        version -> BigInt,
        level -> Nullable<Text>,
        words -> Text,
        account_id -> Nullable<BigInt>,
        actor -> Text,
        written_at -> Timestamp,
    }
}

diesel::table! {
    picture_problems (id) {
        id -> BigInt,
        week -> Date,
        title -> Text,
        district_id -> Nullable<BigInt>,
        answers -> Text,
        words -> Text,
        account_id -> Nullable<BigInt>,
        actor -> Text,
        written_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    planned_events (id) {
        id -> BigInt,
        title -> Text,
        kind -> Text,
        starts_on -> Date,
        ends_on -> Date,
        district_id -> Nullable<BigInt>,
        place -> Text,
        words -> Text,
        account_id -> Nullable<BigInt>,
        actor -> Text,
        written_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    placements (day, district_id, resource) {
        day -> Date,
        district_id -> BigInt,
        resource -> Text,
        number -> BigInt,
        actor -> Text,
        placed_at -> Timestamp,
    }
}

diesel::table! {
    picture_versions (id) {
        id -> BigInt,
        week -> Date,
        version -> BigInt,
        revision -> BigInt,
        reason -> Text,
        cut_off -> Timestamp,
        approved_at -> Timestamp,
        account_id -> Nullable<BigInt>,
        actor -> Text,
        manifest -> Text,
        previous_sha256 -> Text,
        sha256 -> Text,
        searched -> Text,
        searched_shared -> Text,
    }
}

diesel::table! {
    picture_files (id) {
        id -> BigInt,
        version_id -> BigInt,
        edition -> Text,
        format -> Text,
        sha256 -> Text,
        bytes -> Nullable<Binary>,
    }
}

diesel::table! {
    picture_signatures (id) {
        id -> BigInt,
        version_id -> BigInt,
        organisation_id -> BigInt,
        organisation -> Text,
        account_id -> BigInt,
        actor -> Text,
        signed_at -> Timestamp,
        sha256 -> Text,
    }
}

diesel::table! {
    council_reports (id) {
        id -> BigInt,
        number -> BigInt,
        title -> Text,
        from_month -> Date,
        to_month -> Date,
        cut_off -> Timestamp,
        released_at -> Timestamp,
        account_id -> Nullable<BigInt>,
        actor -> Text,
        manifest -> Text,
        previous_sha256 -> Text,
        sha256 -> Text,
    }
}

diesel::table! {
    council_report_files (id) {
        id -> BigInt,
        report_id -> BigInt,
        name -> Text,
        media_type -> Text,
        sha256 -> Text,
        bytes -> Binary,
    }
}

diesel::table! {
    released_blocks (id) {
        id -> BigInt,
        subject -> Text,
        from_month -> Date,
        to_month -> Date,
        told -> Text,
        released_at -> Timestamp,
    }
}

diesel::table! {
    public_quarters (id) {
        id -> BigInt,
        quarter -> Date,
        told -> Text,
        released_at -> Timestamp,
        account_id -> Nullable<BigInt>,
        actor -> Text,
    }
}

diesel::table! {
    disclosures (id) {
        id -> BigInt,
        at -> Timestamp,
        account_id -> Nullable<BigInt>,
        actor -> Text,
        audience -> Text,
        subject -> Text,
        format -> Text,
        filter -> Text,
        rows -> Nullable<BigInt>,
        bytes -> Nullable<BigInt>,
        sha256 -> Nullable<Text>,
        finished_at -> Nullable<Timestamp>,
        failure -> Text,
        manifest -> Text,
    }
}

diesel::table! {
    goals (id) {
        id -> BigInt,
        code -> Text,
        name -> Text,
        description -> Text,
        plan -> Text,
        plan_decided_on -> Nullable<Date>,
        from_year -> BigInt,
        to_year -> Nullable<BigInt>,
        version -> BigInt,
    }
}

diesel::table! {
    indicators (id) {
        id -> BigInt,
        code -> Text,
        name -> Text,
        unit -> Text,
        better -> Text,
        version -> BigInt,
    }
}

diesel::table! {
    goal_indicators (goal_id, indicator_id) {
        goal_id -> BigInt,
        indicator_id -> BigInt,
    }
}

diesel::table! {
    indicator_readings (id) {
        id -> BigInt,
        indicator_id -> BigInt,
        area -> Text,
        people -> Text,
        year -> BigInt,
        outcome -> Nullable<Double>,
        margin_of_error -> Nullable<Double>,
        target -> Nullable<Double>,
        direction -> Text,
        source -> Text,
    }
}

diesel::table! {
    commitments (id) {
        id -> BigInt,
        goal_id -> BigInt,
        committee -> Text,
        year -> BigInt,
        title -> Text,
        description -> Text,
        version -> BigInt,
    }
}

diesel::table! {
    commitment_measures (commitment_id, measure_id) {
        commitment_id -> BigInt,
        measure_id -> BigInt,
    }
}

diesel::table! {
    reported_crimes (id) {
        id -> BigInt,
        area -> Text,
        kind -> Text,
        year -> BigInt,
        crimes -> BigInt,
        population -> Nullable<BigInt>,
        source -> Text,
    }
}

diesel::table! {
    area_classifications (id) {
        id -> BigInt,
        area -> Text,
        class -> Text,
        from_on -> Date,
        to_on -> Nullable<Date>,
        source -> Text,
        version -> BigInt,
    }
}

diesel::table! {
    fund_calls (id) {
        id -> BigInt,
        name -> Text,
        year -> BigInt,
        budget_sek -> Nullable<BigInt>,
        received -> Nullable<BigInt>,
        description -> Text,
        version -> BigInt,
    }
}

diesel::table! {
    fund_proposals (id) {
        id -> BigInt,
        call_id -> BigInt,
        submission_id -> Text,
        title -> Text,
        district -> Text,
        district_id -> Nullable<BigInt>,
        asked_sek -> Nullable<BigInt>,
        decision -> Text,
        decided_on -> Nullable<Date>,
        reason -> Text,
        granted_sek -> Nullable<BigInt>,
        line_owner -> Text,
        ends_on -> Nullable<Date>,
        outcome -> Text,
        measure_id -> Nullable<BigInt>,
        version -> BigInt,
    }
}

diesel::table! {
    guard_costs (id) {
        id -> BigInt,
        department -> Text,
        year -> BigInt,
        amount_sek -> Nullable<BigInt>,
        through_on -> Nullable<Date>,
        note -> Text,
        version -> BigInt,
    }
}

diesel::table! {
    council_meetings (id) {
        id -> BigInt,
        submission_id -> Text,
        held_on -> Date,
        title -> Text,
        place -> Text,
        note -> Text,
        version -> BigInt,
    }
}

diesel::table! {
    meeting_items (id) {
        id -> BigInt,
        meeting_id -> BigInt,
        position -> BigInt,
        title -> Text,
        words -> Text,
        report_number -> Nullable<BigInt>,
        picture_week -> Nullable<Date>,
        decision -> Text,
        version -> BigInt,
    }
}

diesel::table! {
    meeting_measures (meeting_id, measure_id) {
        meeting_id -> BigInt,
        item_id -> Nullable<BigInt>,
        measure_id -> BigInt,
    }
}

diesel::table! {
    statutory_documents (id) {
        id -> BigInt,
        from_year -> BigInt,
        to_year -> BigInt,
        begun_at -> Timestamp,
    }
}

diesel::table! {
    statutory_texts (id) {
        id -> BigInt,
        document_id -> BigInt,
        section -> Text,
        version -> BigInt,
        words -> Text,
        account_id -> Nullable<BigInt>,
        actor -> Text,
        written_at -> Timestamp,
    }
}

diesel::table! {
    statutory_versions (id) {
        id -> BigInt,
        from_year -> BigInt,
        version -> BigInt,
        reason -> Text,
        approved_at -> Timestamp,
        account_id -> Nullable<BigInt>,
        actor -> Text,
        manifest -> Text,
        previous_sha256 -> Text,
        sha256 -> Text,
    }
}

diesel::table! {
    statutory_files (id) {
        id -> BigInt,
        version_id -> BigInt,
        name -> Text,
        media_type -> Text,
        sha256 -> Text,
        bytes -> Binary,
    }
}

diesel::joinable!(accounts -> organisations (organisation_id));
diesel::joinable!(sessions -> accounts (account_id));
diesel::joinable!(sign_in_links -> accounts (account_id));
diesel::joinable!(audit_entries -> accounts (account_id));
diesel::joinable!(areas -> area_sets (set_id));
diesel::joinable!(areas -> districts (district_id));
diesel::joinable!(places -> districts (district_id));
diesel::joinable!(populations -> districts (district_id));
diesel::joinable!(incidents -> organisations (organisation_id));
diesel::joinable!(incidents -> accounts (account_id));
diesel::joinable!(incidents -> places (place_id));
diesel::joinable!(incidents -> areas (area_id));
diesel::joinable!(incidents -> districts (district_id));
diesel::joinable!(incident_events -> incidents (incident_id));
diesel::joinable!(incident_events -> accounts (account_id));
diesel::joinable!(incidents -> shifts (shift_id));
diesel::joinable!(shift_districts -> shifts (shift_id));
diesel::joinable!(police_events -> districts (district_id));
diesel::joinable!(outbox -> accounts (account_id));
diesel::joinable!(photo_uploads -> photos (photo_id));
diesel::joinable!(incident_photos -> incidents (incident_id));
diesel::joinable!(incident_photos -> photos (photo_id));
diesel::joinable!(incidents -> walks (walk_id));
diesel::joinable!(walks -> districts (district_id));
diesel::joinable!(walks -> organisations (organisation_id));
diesel::joinable!(walk_groups -> walks (walk_id));
diesel::joinable!(walk_stops -> walks (walk_id));
diesel::joinable!(walk_phones -> walks (walk_id));
diesel::joinable!(walk_points -> walks (walk_id));
diesel::joinable!(walk_observations -> walks (walk_id));
diesel::joinable!(walk_observations -> walk_stops (stop_id));
diesel::joinable!(walk_observations -> walk_points (point_id));
diesel::joinable!(walk_observation_photos -> walk_observations (observation_id));
diesel::joinable!(walk_observation_photos -> photos (photo_id));
diesel::joinable!(walk_judgements -> walks (walk_id));
diesel::joinable!(walk_events -> walks (walk_id));
diesel::joinable!(measures -> organisations (organisation_id));
diesel::joinable!(measures -> districts (district_id));
diesel::joinable!(measures -> walk_points (walk_point_id));
diesel::joinable!(measures -> incidents (incident_id));
diesel::joinable!(measure_events -> measures (measure_id));
diesel::joinable!(measure_reminders -> measures (measure_id));
diesel::joinable!(zero_reports -> organisations (organisation_id));
diesel::joinable!(report_counts -> organisations (organisation_id));
diesel::joinable!(zero_report_links -> accounts (account_id));
diesel::joinable!(picture_problems -> districts (district_id));
diesel::joinable!(planned_events -> districts (district_id));
diesel::joinable!(placements -> districts (district_id));
diesel::joinable!(picture_files -> picture_versions (version_id));
diesel::joinable!(picture_signatures -> picture_versions (version_id));
diesel::joinable!(council_report_files -> council_reports (report_id));
diesel::joinable!(goal_indicators -> goals (goal_id));
diesel::joinable!(goal_indicators -> indicators (indicator_id));
diesel::joinable!(indicator_readings -> indicators (indicator_id));
diesel::joinable!(commitments -> goals (goal_id));
diesel::joinable!(commitment_measures -> commitments (commitment_id));
diesel::joinable!(commitment_measures -> measures (measure_id));
diesel::joinable!(fund_proposals -> fund_calls (call_id));
diesel::joinable!(fund_proposals -> districts (district_id));
diesel::joinable!(fund_proposals -> measures (measure_id));
diesel::joinable!(meeting_items -> council_meetings (meeting_id));
diesel::joinable!(meeting_measures -> council_meetings (meeting_id));
diesel::joinable!(meeting_measures -> meeting_items (item_id));
diesel::joinable!(meeting_measures -> measures (measure_id));
diesel::joinable!(statutory_texts -> statutory_documents (document_id));
diesel::joinable!(statutory_files -> statutory_versions (version_id));

diesel::allow_tables_to_appear_in_same_query!(
    organisations,
    accounts,
    sessions,
    sign_in_links,
    audit_entries,
    settings,
    statements,
    districts,
    area_sets,
    areas,
    places,
    populations,
    incidents,
    incident_events,
    incident_words,
    police_events,
    shifts,
    shift_districts,
    outbox,
    photos,
    photo_uploads,
    incident_photos,
    walks,
    walk_groups,
    walk_stops,
    walk_phones,
    walk_points,
    walk_observations,
    walk_observation_photos,
    walk_judgements,
    walk_events,
    measures,
    measure_events,
    measure_reminders,
    jobs,
    incident_counts,
    report_counts,
    zero_reports,
    zero_report_links,
    police_counts,
    picture_texts,
    picture_problems,
    planned_events,
    placements,
    picture_versions,
    picture_files,
    picture_signatures,
    council_reports,
    council_report_files,
    released_blocks,
    public_quarters,
    disclosures,
    goals,
    indicators,
    goal_indicators,
    indicator_readings,
    commitments,
    commitment_measures,
    reported_crimes,
    area_classifications,
    fund_calls,
    fund_proposals,
    guard_costs,
    council_meetings,
    meeting_items,
    meeting_measures,
    statutory_documents,
    statutory_texts,
    statutory_versions,
    statutory_files,
);
