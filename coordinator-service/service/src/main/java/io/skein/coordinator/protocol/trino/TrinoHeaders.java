package io.skein.coordinator.protocol.trino;

/** Names of the protocol's headers. */
final class TrinoHeaders {
    static final String USER = "X-Trino-User";
    static final String ORIGINAL_USER = "X-Trino-Original-User";
    static final String SOURCE = "X-Trino-Source";
    static final String CATALOG = "X-Trino-Catalog";
    static final String SCHEMA = "X-Trino-Schema";
    static final String PATH = "X-Trino-Path";
    static final String TIME_ZONE = "X-Trino-Time-Zone";
    static final String LANGUAGE = "X-Trino-Language";
    static final String TRACE_TOKEN = "X-Trino-Trace-Token";
    static final String SESSION = "X-Trino-Session";
    static final String ROLE = "X-Trino-Role";
    static final String PREPARED_STATEMENT = "X-Trino-Prepared-Statement";
    static final String TRANSACTION_ID = "X-Trino-Transaction-Id";
    static final String CLIENT_INFO = "X-Trino-Client-Info";
    static final String CLIENT_TAGS = "X-Trino-Client-Tags";
    static final String CLIENT_CAPABILITIES = "X-Trino-Client-Capabilities";
    static final String RESOURCE_ESTIMATE = "X-Trino-Resource-Estimate";
    static final String EXTRA_CREDENTIAL = "X-Trino-Extra-Credential";

    static final String SET_CATALOG = "X-Trino-Set-Catalog";
    static final String SET_SCHEMA = "X-Trino-Set-Schema";
    static final String SET_PATH = "X-Trino-Set-Path";
    static final String SET_ROLE = "X-Trino-Set-Role";
    static final String SET_AUTHORIZATION_USER = "X-Trino-Set-Authorization-User";
    static final String RESET_AUTHORIZATION_USER = "X-Trino-Reset-Authorization-User";
    static final String SET_SESSION = "X-Trino-Set-Session";
    static final String CLEAR_SESSION = "X-Trino-Clear-Session";
    static final String ADDED_PREPARE = "X-Trino-Added-Prepare";
    static final String DEALLOCATED_PREPARE = "X-Trino-Deallocated-Prepare";
    static final String STARTED_TRANSACTION_ID = "X-Trino-Started-Transaction-Id";
    static final String CLEAR_TRANSACTION_ID = "X-Trino-Clear-Transaction-Id";

    private TrinoHeaders() {}
}
