// Made by script/generate-sql-names from the files in Queries.

extension SQLStatement {
    /// `Occurrences/adopt-occurrences.sql`.
    public static let adoptOccurrences = SQLStatement(PackageResources.adopt_occurrences_sql)
    /// `Rebuild/article-awaits-rebuild.sql`.
    public static let articleAwaitsRebuild = SQLStatement(PackageResources.article_awaits_rebuild_sql)
    /// `Articles/article-by-id.sql`.
    public static let articleById = SQLStatement(PackageResources.article_by_id_sql)
    /// `Search/article-ids.sql`.
    public static let articleIds = SQLStatement(PackageResources.article_ids_sql)
    /// `FullText/article-is-indexed.sql`.
    public static let articleIsIndexed = SQLStatement(PackageResources.article_is_indexed_sql)
    /// `Search/article-languages.sql`.
    public static let articleLanguages = SQLStatement(PackageResources.article_languages_sql)
    /// `Occurrences/article-occurs.sql`.
    public static let articleOccurs = SQLStatement(PackageResources.article_occurs_sql)
    /// `Articles/article-origin.sql`.
    public static let articleOrigin = SQLStatement(PackageResources.article_origin_sql)
    /// `FullText/article-size.sql`.
    public static let articleSize = SQLStatement(PackageResources.article_size_sql)
    /// `FullText/article-sizes-after.sql`.
    public static let articleSizesAfter = SQLStatement(PackageResources.article_sizes_after_sql)
    /// `FullText/article-sizes.sql`.
    public static let articleSizes = SQLStatement(PackageResources.article_sizes_sql)
    /// `Occurrences/article-stands-once.sql`.
    public static let articleStandsOnce = SQLStatement(PackageResources.article_stands_once_sql)
    /// `Articles/article-text.sql`.
    public static let articleText = SQLStatement(PackageResources.article_text_sql)
    /// `Articles/articles-after.sql`.
    public static let articlesAfter = SQLStatement(PackageResources.articles_after_sql)
    /// `Articles/articles-by-guid.sql`.
    public static let articlesByGuid = SQLStatement(PackageResources.articles_by_guid_sql)
    /// `Occurrences/articles-in-content-by-guid.sql`.
    public static let articlesInContentByGuid = SQLStatement(PackageResources.articles_in_content_by_guid_sql)
    /// `Rebuild/articles-of-no-index.sql`.
    public static let articlesOfNoIndex = SQLStatement(PackageResources.articles_of_no_index_sql)
    /// `Checks/articles-to-check.sql`.
    public static let articlesToCheck = SQLStatement(PackageResources.articles_to_check_sql)
    /// `Rebuild/articles-to-rebuild.sql`.
    public static let articlesToRebuild = SQLStatement(PackageResources.articles_to_rebuild_sql)
    /// `Checks/articles-without-terms.sql`.
    public static let articlesWithoutTerms = SQLStatement(PackageResources.articles_without_terms_sql)
    /// `Database/begin-read.sql`.
    public static let beginRead = SQLStatement(PackageResources.begin_read_sql)
    /// `Rebuild/begin-rebuild.sql`.
    public static let beginRebuild = SQLStatement(PackageResources.begin_rebuild_sql)
    /// `Contents/changed-contents.sql`.
    public static let changedContents = SQLStatement(PackageResources.changed_contents_sql)
    /// `Files/changed-files.sql`.
    public static let changedFiles = SQLStatement(PackageResources.changed_files_sql)
    /// `Ledger/charsets.sql`.
    public static let charsets = SQLStatement(PackageResources.charsets_sql)
    /// `Checks/check-database.sql`.
    public static let checkDatabase = SQLStatement(PackageResources.check_database_sql)
    /// `Checks/check-references.sql`.
    public static let checkReferences = SQLStatement(PackageResources.check_references_sql)
    /// `Checks/check-segments.sql`.
    public static let checkSegments = SQLStatement(PackageResources.check_segments_sql)
    /// `Checks/check-terms.sql`.
    public static let checkTerms = SQLStatement(PackageResources.check_terms_sql)
    /// `Database/checkpoint-passively.sql`.
    public static let checkpointPassively = SQLStatement(PackageResources.checkpoint_passively_sql)
    /// `Contents/complete-contents.sql`.
    public static let completeContents = SQLStatement(PackageResources.complete_contents_sql)
    /// `Checks/connection-check.sql`.
    public static let connectionCheck = SQLStatement(PackageResources.connection_check_sql)
    /// `Database/connection-index-reader.sql`.
    public static let connectionIndexReader = SQLStatement(PackageResources.connection_index_reader_sql)
    /// `Database/connection-index-writer.sql`.
    public static let connectionIndexWriter = SQLStatement(PackageResources.connection_index_writer_sql)
    /// `Database/connection-ledger-writer.sql`.
    public static let connectionLedgerWriter = SQLStatement(PackageResources.connection_ledger_writer_sql)
    /// `Database/connection-older-index.sql`.
    public static let connectionOlderIndex = SQLStatement(PackageResources.connection_older_index_sql)
    /// `Contents/content-by-hash.sql`.
    public static let contentByHash = SQLStatement(PackageResources.content_by_hash_sql)
    /// `Contents/content-has-unread-pieces.sql`.
    public static let contentHasUnreadPieces = SQLStatement(PackageResources.content_has_unread_pieces_sql)
    /// `Contents/content-hash.sql`.
    public static let contentHash = SQLStatement(PackageResources.content_hash_sql)
    /// `Contents/content-is-held.sql`.
    public static let contentIsHeld = SQLStatement(PackageResources.content_is_held_sql)
    /// `Contents/content-is-shared.sql`.
    public static let contentIsShared = SQLStatement(PackageResources.content_is_shared_sql)
    /// `FullText/count-article-sizes.sql`.
    public static let countArticleSizes = SQLStatement(PackageResources.count_article_sizes_sql)
    /// `Articles/count-articles-after.sql`.
    public static let countArticlesAfter = SQLStatement(PackageResources.count_articles_after_sql)
    /// `Articles/count-articles.sql`.
    public static let countArticles = SQLStatement(PackageResources.count_articles_sql)
    /// `Files/count-files.sql`.
    public static let countFiles = SQLStatement(PackageResources.count_files_sql)
    /// `Search/count-matches.sql`.
    public static let countMatches = SQLStatement(PackageResources.count_matches_sql)
    /// `Occurrences/count-occurrences.sql`.
    public static let countOccurrences = SQLStatement(PackageResources.count_occurrences_sql)
    /// `Occurrences/count-refused-pieces.sql`.
    public static let countRefusedPieces = SQLStatement(PackageResources.count_refused_pieces_sql)
    /// `State/create-index-state.sql`.
    public static let createIndexState = SQLStatement(PackageResources.create_index_state_sql)
    /// `Ledger/create-ledger-state.sql`.
    public static let createLedgerState = SQLStatement(PackageResources.create_ledger_state_sql)
    /// `Rebuild/create-next-index.sql`.
    public static let createNextIndex = SQLStatement(PackageResources.create_next_index_sql)
    /// `Rebuild/create-rebuild.sql`.
    public static let createRebuild = SQLStatement(PackageResources.create_rebuild_sql)
    /// `Rebuild/create-superseded-article.sql`.
    public static let createSupersededArticle = SQLStatement(PackageResources.create_superseded_article_sql)
    /// `Articles/delete-article-origin.sql`.
    public static let deleteArticleOrigin = SQLStatement(PackageResources.delete_article_origin_sql)
    /// `FullText/delete-article-size.sql`.
    public static let deleteArticleSize = SQLStatement(PackageResources.delete_article_size_sql)
    /// `Articles/delete-article.sql`.
    public static let deleteArticle = SQLStatement(PackageResources.delete_article_sql)
    /// `Ledger/delete-charset.sql`.
    public static let deleteCharset = SQLStatement(PackageResources.delete_charset_sql)
    /// `Contents/delete-content.sql`.
    public static let deleteContent = SQLStatement(PackageResources.delete_content_sql)
    /// `Occurrences/delete-occurrence-of-article.sql`.
    public static let deleteOccurrenceOfArticle = SQLStatement(
        PackageResources.delete_occurrence_of_article_sql)
    /// `Occurrences/delete-occurrences.sql`.
    public static let deleteOccurrences = SQLStatement(PackageResources.delete_occurrences_sql)
    /// `Rebuild/delete-old-blocks.sql`.
    public static let deleteOldBlocks = SQLStatement(PackageResources.delete_old_blocks_sql)
    /// `FullText/delete-terms.sql`.
    public static let deleteTerms = SQLStatement(PackageResources.delete_terms_sql)
    /// `Checks/doubled-articles.sql`.
    public static let doubledArticles = SQLStatement(PackageResources.doubled_articles_sql)
    /// `Files/doubtful-files.sql`.
    public static let doubtfulFiles = SQLStatement(PackageResources.doubtful_files_sql)
    /// `Rebuild/drop-next-index.sql`.
    public static let dropNextIndex = SQLStatement(PackageResources.drop_next_index_sql)
    /// `Rebuild/drop-old-index.sql`.
    public static let dropOldIndex = SQLStatement(PackageResources.drop_old_index_sql)
    /// `Rebuild/drop-rebuild.sql`.
    public static let dropRebuild = SQLStatement(PackageResources.drop_rebuild_sql)
    /// `Rebuild/drop-superseded-article.sql`.
    public static let dropSupersededArticle = SQLStatement(PackageResources.drop_superseded_article_sql)
    /// `Database/end-read.sql`.
    public static let endRead = SQLStatement(PackageResources.end_read_sql)
    /// `Ledger/events-of-path.sql`.
    public static let eventsOfPath = SQLStatement(PackageResources.events_of_path_sql)
    /// `Files/file-by-path.sql`.
    public static let fileByPath = SQLStatement(PackageResources.file_by_path_sql)
    /// `Files/file-is-known.sql`.
    public static let fileIsKnown = SQLStatement(PackageResources.file_is_known_sql)
    /// `Folders/file-systems.sql`.
    public static let fileSystems = SQLStatement(PackageResources.file_systems_sql)
    /// `Files/files-below.sql`.
    public static let filesBelow = SQLStatement(PackageResources.files_below_sql)
    /// `Files/files-by-inode.sql`.
    public static let filesByInode = SQLStatement(PackageResources.files_by_inode_sql)
    /// `Files/files-of-content.sql`.
    public static let filesOfContent = SQLStatement(PackageResources.files_of_content_sql)
    /// `Articles/first-seen.sql`.
    public static let firstSeen = SQLStatement(PackageResources.first_seen_sql)
    /// `Folders/folders.sql`.
    public static let folders = SQLStatement(PackageResources.folders_sql)
    /// `Occurrences/forget-occurrences.sql`.
    public static let forgetOccurrences = SQLStatement(PackageResources.forget_occurrences_sql)
    /// `Ledger/forgotten-articles.sql`.
    public static let forgottenArticles = SQLStatement(PackageResources.forgotten_articles_sql)
    /// `Occurrences/forgotten-places.sql`.
    public static let forgottenPlaces = SQLStatement(PackageResources.forgotten_places_sql)
    /// `FullText/full-text-api.sql`.
    public static let fullTextApi = SQLStatement(PackageResources.full_text_api_sql)
    /// `FullText/full-text-block.sql`.
    public static let fullTextBlock = SQLStatement(PackageResources.full_text_block_sql)
    /// `FullText/full-text-leaf.sql`.
    public static let fullTextLeaf = SQLStatement(PackageResources.full_text_leaf_sql)
    /// `FullText/full-text-next-leaf.sql`.
    public static let fullTextNextLeaf = SQLStatement(PackageResources.full_text_next_leaf_sql)
    /// `FullText/full-text-setting.sql`.
    public static let fullTextSetting = SQLStatement(PackageResources.full_text_setting_sql)
    /// `Articles/guid-of-article.sql`.
    public static let guidOfArticle = SQLStatement(PackageResources.guid_of_article_sql)
    /// `Files/has-files-refused-since.sql`.
    public static let hasFilesRefusedSince = SQLStatement(PackageResources.has_files_refused_since_sql)
    /// `Ledger/identities-between.sql`.
    public static let identitiesBetween = SQLStatement(PackageResources.identities_between_sql)
    /// `Ledger/identity.sql`.
    public static let identity = SQLStatement(PackageResources.identity_sql)
    /// `Search/ids-by-day.sql`.
    public static let idsByDay = SQLStatement(PackageResources.ids_by_day_sql)
    /// `Search/ids-by-language.sql`.
    public static let idsByLanguage = SQLStatement(PackageResources.ids_by_language_sql)
    /// `Search/ids-by-sort-time-reversed.sql`.
    public static let idsBySortTimeReversed = SQLStatement(PackageResources.ids_by_sort_time_reversed_sql)
    /// `Search/ids-by-sort-time.sql`.
    public static let idsBySortTime = SQLStatement(PackageResources.ids_by_sort_time_sql)
    /// `Search/ids-with-paths.sql`.
    public static let idsWithPaths = SQLStatement(PackageResources.ids_with_paths_sql)
    /// `State/index-state.sql`.
    public static let indexState = SQLStatement(PackageResources.index_state_sql)
    /// `Search/indexed-ids.sql`.
    public static let indexedIds = SQLStatement(PackageResources.indexed_ids_sql)
    /// `Articles/insert-article.sql`.
    public static let insertArticle = SQLStatement(PackageResources.insert_article_sql)
    /// `Contents/insert-content.sql`.
    public static let insertContent = SQLStatement(PackageResources.insert_content_sql)
    /// `Ledger/insert-event.sql`.
    public static let insertEvent = SQLStatement(PackageResources.insert_event_sql)
    /// `Files/insert-file.sql`.
    public static let insertFile = SQLStatement(PackageResources.insert_file_sql)
    /// `Ledger/insert-forgotten.sql`.
    public static let insertForgotten = SQLStatement(PackageResources.insert_forgotten_sql)
    /// `Ledger/insert-identity.sql`.
    public static let insertIdentity = SQLStatement(PackageResources.insert_identity_sql)
    /// `State/insert-notice.sql`.
    public static let insertNotice = SQLStatement(PackageResources.insert_notice_sql)
    /// `Occurrences/insert-occurrence.sql`.
    public static let insertOccurrence = SQLStatement(PackageResources.insert_occurrence_sql)
    /// `Rebuild/insert-superseded-article.sql`.
    public static let insertSupersededArticle = SQLStatement(PackageResources.insert_superseded_article_sql)
    /// `FullText/insert-terms.sql`.
    public static let insertTerms = SQLStatement(PackageResources.insert_terms_sql)
    /// `Search/labels-of-articles.sql`.
    public static let labelsOfArticles = SQLStatement(PackageResources.labels_of_articles_sql)
    /// `Ledger/last-content-of-path.sql`.
    public static let lastContentOfPath = SQLStatement(PackageResources.last_content_of_path_sql)
    /// `Ledger/last-events.sql`.
    public static let lastEvents = SQLStatement(PackageResources.last_events_sql)
    /// `Ledger/last-identities.sql`.
    public static let lastIdentities = SQLStatement(PackageResources.last_identities_sql)
    /// `Articles/last-of-articles.sql`.
    public static let lastOfArticles = SQLStatement(PackageResources.last_of_articles_sql)
    /// `Database/leave-deleted.sql`.
    public static let leaveDeleted = SQLStatement(PackageResources.leave_deleted_sql)
    /// `Database/leave-write-ahead-log.sql`.
    public static let leaveWriteAheadLog = SQLStatement(PackageResources.leave_write_ahead_log_sql)
    /// `Ledger/ledger-state.sql`.
    public static let ledgerState = SQLStatement(PackageResources.ledger_state_sql)
    /// `Files/live-files.sql`.
    public static let liveFiles = SQLStatement(PackageResources.live_files_sql)
    /// `Search/match-ids.sql`.
    public static let matchIds = SQLStatement(PackageResources.match_ids_sql)
    /// `Search/match-one.sql`.
    public static let matchOne = SQLStatement(PackageResources.match_one_sql)
    /// `Search/match.sql`.
    public static let match = SQLStatement(PackageResources.match_sql)
    /// `FullText/merge-terms.sql`.
    public static let mergeTerms = SQLStatement(PackageResources.merge_terms_sql)
    /// `State/notices.sql`.
    public static let notices = SQLStatement(PackageResources.notices_sql)
    /// `Occurrences/occurrence.sql`.
    public static let occurrence = SQLStatement(PackageResources.occurrence_sql)
    /// `Occurrences/occurrences-of-article.sql`.
    public static let occurrencesOfArticle = SQLStatement(PackageResources.occurrences_of_article_sql)
    /// `Occurrences/occurrences.sql`.
    public static let occurrences = SQLStatement(PackageResources.occurrences_sql)
    /// `Rebuild/older-article-sizes.sql`.
    public static let olderArticleSizes = SQLStatement(PackageResources.older_article_sizes_sql)
    /// `FullText/optimize-terms.sql`.
    public static let optimizeTerms = SQLStatement(PackageResources.optimize_terms_sql)
    /// `Database/overwrite-deleted.sql`.
    public static let overwriteDeleted = SQLStatement(PackageResources.overwrite_deleted_sql)
    /// `Database/page-sizes.sql`.
    public static let pageSizes = SQLStatement(PackageResources.page_sizes_sql)
    /// `Files/paths-of-content.sql`.
    public static let pathsOfContent = SQLStatement(PackageResources.paths_of_content_sql)
    /// `Occurrences/piece-refusal-reasons.sql`.
    public static let pieceRefusalReasons = SQLStatement(PackageResources.piece_refusal_reasons_sql)
    /// `Rebuild/promote-index.sql`.
    public static let promoteIndex = SQLStatement(PackageResources.promote_index_sql)
    /// `Checks/quick-check.sql`.
    public static let quickCheck = SQLStatement(PackageResources.quick_check_sql)
    /// `State/raise-index-state.sql`.
    public static let raiseIndexState = SQLStatement(PackageResources.raise_index_state_sql)
    /// `Rebuild/rebuild-is-recorded.sql`.
    public static let rebuildIsRecorded = SQLStatement(PackageResources.rebuild_is_recorded_sql)
    /// `Rebuild/rebuild.sql`.
    public static let rebuild = SQLStatement(PackageResources.rebuild_sql)
    /// `Rebuild/rebuilt-article-sizes.sql`.
    public static let rebuiltArticleSizes = SQLStatement(PackageResources.rebuilt_article_sizes_sql)
    /// `Files/refusal-reasons.sql`.
    public static let refusalReasons = SQLStatement(PackageResources.refusal_reasons_sql)
    /// `Files/refused-files.sql`.
    public static let refusedFiles = SQLStatement(PackageResources.refused_files_sql)
    /// `Occurrences/refused-pieces.sql`.
    public static let refusedPieces = SQLStatement(PackageResources.refused_pieces_sql)
    /// `Contents/reopen-content.sql`.
    public static let reopenContent = SQLStatement(PackageResources.reopen_content_sql)
    /// `Contents/retire-content.sql`.
    public static let retireContent = SQLStatement(PackageResources.retire_content_sql)
    /// `Rebuild/retire-index.sql`.
    public static let retireIndex = SQLStatement(PackageResources.retire_index_sql)
    /// `Database/schema-names.sql`.
    public static let schemaNames = SQLStatement(PackageResources.schema_names_sql)
    /// `Database/schema-version.sql`.
    public static let schemaVersion = SQLStatement(PackageResources.schema_version_sql)
    /// `Rebuild/set-analysis-version.sql`.
    public static let setAnalysisVersion = SQLStatement(PackageResources.set_analysis_version_sql)
    /// `Articles/set-article-origin.sql`.
    public static let setArticleOrigin = SQLStatement(PackageResources.set_article_origin_sql)
    /// `Ledger/set-charset.sql`.
    public static let setCharset = SQLStatement(PackageResources.set_charset_sql)
    /// `Contents/set-content-charset.sql`.
    public static let setContentCharset = SQLStatement(PackageResources.set_content_charset_sql)
    /// `Files/set-file-away.sql`.
    public static let setFileAway = SQLStatement(PackageResources.set_file_away_sql)
    /// `Folders/set-file-system.sql`.
    public static let setFileSystem = SQLStatement(PackageResources.set_file_system_sql)
    /// `Folders/set-folder-online.sql`.
    public static let setFolderOnline = SQLStatement(PackageResources.set_folder_online_sql)
    /// `FullText/set-full-text-setting.sql`.
    public static let setFullTextSetting = SQLStatement(PackageResources.set_full_text_setting_sql)
    /// `State/set-index-state.sql`.
    public static let setIndexState = SQLStatement(PackageResources.set_index_state_sql)
    /// `Ledger/set-ledger-state.sql`.
    public static let setLedgerState = SQLStatement(PackageResources.set_ledger_state_sql)
    /// `Occurrences/set-member.sql`.
    public static let setMember = SQLStatement(PackageResources.set_member_sql)
    /// `Rebuild/set-rebuild-done.sql`.
    public static let setRebuildDone = SQLStatement(PackageResources.set_rebuild_done_sql)
    /// `Rebuild/set-rebuild-written.sql`.
    public static let setRebuildWritten = SQLStatement(PackageResources.set_rebuild_written_sql)
    /// `Ledger/set-traces-revision.sql`.
    public static let setTracesRevision = SQLStatement(PackageResources.set_traces_revision_sql)
    /// `Ledger/set-traces.sql`.
    public static let setTraces = SQLStatement(PackageResources.set_traces_sql)
    /// `Search/sort-time.sql`.
    public static let sortTime = SQLStatement(PackageResources.sort_time_sql)
    /// `Search/sort-times-after.sql`.
    public static let sortTimesAfter = SQLStatement(PackageResources.sort_times_after_sql)
    /// `Search/sort-times.sql`.
    public static let sortTimes = SQLStatement(PackageResources.sort_times_sql)
    /// `Occurrences/standing-articles.sql`.
    public static let standingArticles = SQLStatement(PackageResources.standing_articles_sql)
    /// `Rebuild/standing-sizes.sql`.
    public static let standingSizes = SQLStatement(PackageResources.standing_sizes_sql)
    /// `Rebuild/superseded-articles.sql`.
    public static let supersededArticles = SQLStatement(PackageResources.superseded_articles_sql)
    /// `Ledger/time-of-event.sql`.
    public static let timeOfEvent = SQLStatement(PackageResources.time_of_event_sql)
    /// `Ledger/traces-revision.sql`.
    public static let tracesRevision = SQLStatement(PackageResources.traces_revision_sql)
    /// `Ledger/traces.sql`.
    public static let traces = SQLStatement(PackageResources.traces_sql)
    /// `Database/truncate-write-ahead-log.sql`.
    public static let truncateWriteAheadLog = SQLStatement(PackageResources.truncate_write_ahead_log_sql)
    /// `Checks/unheld-contents.sql`.
    public static let unheldContents = SQLStatement(PackageResources.unheld_contents_sql)
    /// `Articles/update-article.sql`.
    public static let updateArticle = SQLStatement(PackageResources.update_article_sql)
    /// `Contents/update-content.sql`.
    public static let updateContent = SQLStatement(PackageResources.update_content_sql)
    /// `Files/upsert-file.sql`.
    public static let upsertFile = SQLStatement(PackageResources.upsert_file_sql)
    /// `Folders/upsert-folder.sql`.
    public static let upsertFolder = SQLStatement(PackageResources.upsert_folder_sql)
    /// `Occurrences/upsert-occurrence.sql`.
    public static let upsertOccurrence = SQLStatement(PackageResources.upsert_occurrence_sql)
    /// `Database/vacuum.sql`.
    public static let vacuum = SQLStatement(PackageResources.vacuum_sql)
    /// `FullText/write-article-size.sql`.
    public static let writeArticleSize = SQLStatement(PackageResources.write_article_size_sql)
    /// `FullText/write-full-text-block.sql`.
    public static let writeFullTextBlock = SQLStatement(PackageResources.write_full_text_block_sql)
    /// `FullText/write-full-text-key.sql`.
    public static let writeFullTextKey = SQLStatement(PackageResources.write_full_text_key_sql)

    /// Every statement with the database that it is for, so that a test can prepare each.
    public static let all: [(name: String, isForLedger: Bool, statement: SQLStatement)] = [
        ("adopt-occurrences", false, adoptOccurrences),
        ("article-awaits-rebuild", false, articleAwaitsRebuild),
        ("article-by-id", false, articleById),
        ("article-ids", false, articleIds),
        ("article-is-indexed", false, articleIsIndexed),
        ("article-languages", false, articleLanguages),
        ("article-occurs", false, articleOccurs),
        ("article-origin", false, articleOrigin),
        ("article-size", false, articleSize),
        ("article-sizes-after", false, articleSizesAfter),
        ("article-sizes", false, articleSizes),
        ("article-stands-once", false, articleStandsOnce),
        ("article-text", false, articleText),
        ("articles-after", false, articlesAfter),
        ("articles-by-guid", false, articlesByGuid),
        ("articles-in-content-by-guid", false, articlesInContentByGuid),
        ("articles-of-no-index", false, articlesOfNoIndex),
        ("articles-to-check", false, articlesToCheck),
        ("articles-to-rebuild", false, articlesToRebuild),
        ("articles-without-terms", false, articlesWithoutTerms),
        ("begin-read", false, beginRead),
        ("begin-rebuild", false, beginRebuild),
        ("changed-contents", false, changedContents),
        ("changed-files", false, changedFiles),
        ("charsets", true, charsets),
        ("check-database", false, checkDatabase),
        ("check-references", false, checkReferences),
        ("check-segments", false, checkSegments),
        ("check-terms", false, checkTerms),
        ("checkpoint-passively", false, checkpointPassively),
        ("complete-contents", false, completeContents),
        ("connection-check", false, connectionCheck),
        ("connection-index-reader", false, connectionIndexReader),
        ("connection-index-writer", false, connectionIndexWriter),
        ("connection-ledger-writer", false, connectionLedgerWriter),
        ("connection-older-index", false, connectionOlderIndex),
        ("content-by-hash", false, contentByHash),
        ("content-has-unread-pieces", false, contentHasUnreadPieces),
        ("content-hash", false, contentHash),
        ("content-is-held", false, contentIsHeld),
        ("content-is-shared", false, contentIsShared),
        ("count-article-sizes", false, countArticleSizes),
        ("count-articles-after", false, countArticlesAfter),
        ("count-articles", false, countArticles),
        ("count-files", false, countFiles),
        ("count-matches", false, countMatches),
        ("count-occurrences", false, countOccurrences),
        ("count-refused-pieces", false, countRefusedPieces),
        ("create-index-state", false, createIndexState),
        ("create-ledger-state", true, createLedgerState),
        ("create-next-index", false, createNextIndex),
        ("create-rebuild", false, createRebuild),
        ("create-superseded-article", false, createSupersededArticle),
        ("delete-article-origin", false, deleteArticleOrigin),
        ("delete-article-size", false, deleteArticleSize),
        ("delete-article", false, deleteArticle),
        ("delete-charset", true, deleteCharset),
        ("delete-content", false, deleteContent),
        ("delete-occurrence-of-article", false, deleteOccurrenceOfArticle),
        ("delete-occurrences", false, deleteOccurrences),
        ("delete-old-blocks", false, deleteOldBlocks),
        ("delete-terms", false, deleteTerms),
        ("doubled-articles", false, doubledArticles),
        ("doubtful-files", false, doubtfulFiles),
        ("drop-next-index", false, dropNextIndex),
        ("drop-old-index", false, dropOldIndex),
        ("drop-rebuild", false, dropRebuild),
        ("drop-superseded-article", false, dropSupersededArticle),
        ("end-read", false, endRead),
        ("events-of-path", true, eventsOfPath),
        ("file-by-path", false, fileByPath),
        ("file-is-known", false, fileIsKnown),
        ("file-systems", false, fileSystems),
        ("files-below", false, filesBelow),
        ("files-by-inode", false, filesByInode),
        ("files-of-content", false, filesOfContent),
        ("first-seen", false, firstSeen),
        ("folders", false, folders),
        ("forget-occurrences", false, forgetOccurrences),
        ("forgotten-articles", true, forgottenArticles),
        ("forgotten-places", false, forgottenPlaces),
        ("full-text-api", false, fullTextApi),
        ("full-text-block", false, fullTextBlock),
        ("full-text-leaf", false, fullTextLeaf),
        ("full-text-next-leaf", false, fullTextNextLeaf),
        ("full-text-setting", false, fullTextSetting),
        ("guid-of-article", false, guidOfArticle),
        ("has-files-refused-since", false, hasFilesRefusedSince),
        ("identities-between", true, identitiesBetween),
        ("identity", true, identity),
        ("ids-by-day", false, idsByDay),
        ("ids-by-language", false, idsByLanguage),
        ("ids-by-sort-time-reversed", false, idsBySortTimeReversed),
        ("ids-by-sort-time", false, idsBySortTime),
        ("ids-with-paths", false, idsWithPaths),
        ("index-state", false, indexState),
        ("indexed-ids", false, indexedIds),
        ("insert-article", false, insertArticle),
        ("insert-content", false, insertContent),
        ("insert-event", true, insertEvent),
        ("insert-file", false, insertFile),
        ("insert-forgotten", true, insertForgotten),
        ("insert-identity", true, insertIdentity),
        ("insert-notice", false, insertNotice),
        ("insert-occurrence", false, insertOccurrence),
        ("insert-superseded-article", false, insertSupersededArticle),
        ("insert-terms", false, insertTerms),
        ("labels-of-articles", false, labelsOfArticles),
        ("last-content-of-path", true, lastContentOfPath),
        ("last-events", true, lastEvents),
        ("last-identities", true, lastIdentities),
        ("last-of-articles", false, lastOfArticles),
        ("leave-deleted", false, leaveDeleted),
        ("leave-write-ahead-log", false, leaveWriteAheadLog),
        ("ledger-state", true, ledgerState),
        ("live-files", false, liveFiles),
        ("match-ids", false, matchIds),
        ("match-one", false, matchOne),
        ("match", false, match),
        ("merge-terms", false, mergeTerms),
        ("notices", false, notices),
        ("occurrence", false, occurrence),
        ("occurrences-of-article", false, occurrencesOfArticle),
        ("occurrences", false, occurrences),
        ("older-article-sizes", false, olderArticleSizes),
        ("optimize-terms", false, optimizeTerms),
        ("overwrite-deleted", false, overwriteDeleted),
        ("page-sizes", false, pageSizes),
        ("paths-of-content", false, pathsOfContent),
        ("piece-refusal-reasons", false, pieceRefusalReasons),
        ("promote-index", false, promoteIndex),
        ("quick-check", false, quickCheck),
        ("raise-index-state", false, raiseIndexState),
        ("rebuild-is-recorded", false, rebuildIsRecorded),
        ("rebuild", false, rebuild),
        ("rebuilt-article-sizes", false, rebuiltArticleSizes),
        ("refusal-reasons", false, refusalReasons),
        ("refused-files", false, refusedFiles),
        ("refused-pieces", false, refusedPieces),
        ("reopen-content", false, reopenContent),
        ("retire-content", false, retireContent),
        ("retire-index", false, retireIndex),
        ("schema-names", false, schemaNames),
        ("schema-version", false, schemaVersion),
        ("set-analysis-version", false, setAnalysisVersion),
        ("set-article-origin", false, setArticleOrigin),
        ("set-charset", true, setCharset),
        ("set-content-charset", false, setContentCharset),
        ("set-file-away", false, setFileAway),
        ("set-file-system", false, setFileSystem),
        ("set-folder-online", false, setFolderOnline),
        ("set-full-text-setting", false, setFullTextSetting),
        ("set-index-state", false, setIndexState),
        ("set-ledger-state", true, setLedgerState),
        ("set-member", false, setMember),
        ("set-rebuild-done", false, setRebuildDone),
        ("set-rebuild-written", false, setRebuildWritten),
        ("set-traces-revision", true, setTracesRevision),
        ("set-traces", true, setTraces),
        ("sort-time", false, sortTime),
        ("sort-times-after", false, sortTimesAfter),
        ("sort-times", false, sortTimes),
        ("standing-articles", false, standingArticles),
        ("standing-sizes", false, standingSizes),
        ("superseded-articles", false, supersededArticles),
        ("time-of-event", true, timeOfEvent),
        ("traces-revision", true, tracesRevision),
        ("traces", true, traces),
        ("truncate-write-ahead-log", false, truncateWriteAheadLog),
        ("unheld-contents", false, unheldContents),
        ("update-article", false, updateArticle),
        ("update-content", false, updateContent),
        ("upsert-file", false, upsertFile),
        ("upsert-folder", false, upsertFolder),
        ("upsert-occurrence", false, upsertOccurrence),
        ("vacuum", false, vacuum),
        ("write-article-size", false, writeArticleSize),
        ("write-full-text-block", false, writeFullTextBlock),
        ("write-full-text-key", false, writeFullTextKey),
    ]
}
