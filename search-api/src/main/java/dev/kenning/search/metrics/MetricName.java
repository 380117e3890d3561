package dev.kenning.search.metrics;

import java.util.List;

/// Every meter of Kenning's own. The names are promises to dashboards and alerts: one that is here
/// stays. Constants are in the order of the documentation.
public enum MetricName {
  HTTP_REQUESTS(
      "kenning_http_requests_seconds",
      Kind.HISTOGRAM,
      "time from the first byte of a request to the last of its response",
      "method",
      "route",
      "status"),
  HTTP_CONNECTIONS("kenning_http_connections", Kind.GAUGE, "open connections"),
  HTTP_CONNECTIONS_CLOSED(
      "kenning_http_connections_closed_total",
      Kind.COUNTER,
      "connections the server closed for the sake of others: `slow_header`, `idle_over_limit`, `stopping`",
      "reason"),
  REFUSALS(
      "kenning_refusals_total",
      Kind.COUNTER,
      "requests turned away, by the last part of their problem type",
      "reason"),

  SEARCH_STAGE(
      "kenning_search_stage_seconds",
      Kind.HISTOGRAM,
      "time of each stage of an answer, as `timing_ms` gives it",
      "stage"),
  ANSWERS_DEGRADED(
      "kenning_answers_degraded_total",
      Kind.COUNTER,
      "answers that had to do without a part",
      "part"),

  MODEL_WAITING(
      "kenning_model_waiting_texts", Kind.GAUGE, "texts that no worker has taken yet", "lane"),
  MODEL_WAIT(
      "kenning_model_wait_seconds_total",
      Kind.COUNTER,
      "time texts waited before a worker took them; by `kenning_model_texts_total` the mean",
      "lane"),
  MODEL_TEXTS(
      "kenning_model_texts_total", Kind.COUNTER, "texts that went through the model", "lane"),
  MODEL_BATCHES(
      "kenning_model_batches_total", Kind.COUNTER, "forward passes: `made`, `failed`", "outcome"),
  MODEL_TOKENS(
      "kenning_model_tokens_total",
      Kind.COUNTER,
      "tokens computed: `text`, and `padding` that came with them",
      "kind"),
  MODEL_BUSY(
      "kenning_model_busy_seconds_total",
      Kind.COUNTER,
      "time in forward passes, all workers together"),
  MODEL_WORKERS("kenning_model_workers", Kind.GAUGE, "workers that make forward passes"),
  MODEL_EXPIRED(
      "kenning_model_expired_calls_total",
      Kind.COUNTER,
      "calls whose deadline passed while texts of theirs were unanswered"),
  MODEL_ABANDONED(
      "kenning_model_abandoned_calls",
      Kind.GAUGE,
      "calls of the model still running though nobody waits for them"),

  CACHE_REQUESTS(
      "kenning_cache_requests_total",
      Kind.COUNTER,
      "look-ups in `passage_vectors`, `query_vectors`, `answers`: `hit`, `miss`",
      "cache",
      "outcome"),
  CACHE_ENTRIES("kenning_cache_entries", Kind.GAUGE, "entries held", "cache"),
  CACHE_DAMAGED(
      "kenning_cache_damaged_total",
      Kind.COUNTER,
      "entries on disk that were damaged: they are made again",
      "cache"),

  LEDGER_HEAD("kenning_ledger_head_sequence", Kind.GAUGE, "the last change acknowledged"),
  LEDGER_VISIBLE(
      "kenning_ledger_visible_sequence", Kind.GAUGE, "the last change that searches see"),
  LEDGER_PENDING(
      "kenning_ledger_pending_files", Kind.GAUGE, "files with changes acknowledged, not visible"),
  LEDGER_PENDING_AGE(
      "kenning_ledger_oldest_pending_seconds",
      Kind.GAUGE,
      "how long this process has seen changes waiting to become visible; 0 while none does"),
  SET_ASIDE("kenning_set_aside_files", Kind.GAUGE, "files that made a stage fail"),
  STORE_METHODS("kenning_store_methods", Kind.GAUGE, "methods visible"),
  STORE_BYTES("kenning_store_bytes", Kind.GAUGE, "size of the index on disk", "part"),

  ADMISSION_LIMIT(
      "kenning_admission_limit",
      Kind.GAUGE,
      "requests of a kind that may run at once, as measured now",
      "kind"),
  ADMISSION_RUNNING("kenning_admission_running", Kind.GAUGE, "requests that run", "kind"),
  ADMISSION_WAITING(
      "kenning_admission_waiting", Kind.GAUGE, "requests that wait for a place", "kind"),
  ADMISSION_SHARED(
      "kenning_admission_shared_share",
      Kind.GAUGE,
      "share of files sent and similar methods asked for that is turned away because searches are"),
  ADMISSION_CALLERS("kenning_admission_callers", Kind.GAUGE, "callers whose rate is being counted"),
  BODY_BYTES(
      "kenning_request_body_reserved_bytes", Kind.GAUGE, "memory promised to bodies being read"),

  BREAKER_OPEN(
      "kenning_breaker_state",
      Kind.GAUGE,
      "of `model`, `ledger`, `store`, its `vectors` and `words`: 0 closed, 1 half open, 2 open",
      "part"),
  BREAKER_TRANSITIONS(
      "kenning_breaker_transitions_total",
      Kind.COUNTER,
      "changes of a breaker's state",
      "part",
      "to");

  /// What kind of number it is.
  public enum Kind {
    /// Only grows.
    COUNTER,
    /// Goes up and down.
    GAUGE,
    /// Durations, in buckets, with their count and sum.
    HISTOGRAM
  }

  private final String text;
  private final Kind kind;
  private final String meaning;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, which its type does not say
  private final List<String> labels;

  MetricName(String text, Kind kind, String meaning, String... labels) {
    this.text = text;
    this.kind = kind;
    this.meaning = meaning;
    this.labels = List.of(labels);
  }

  /// As Prometheus knows it.
  public String text() {
    return text;
  }

  public Kind kind() {
    return kind;
  }

  /// One line for the documentation and for `# HELP`.
  public String meaning() {
    return meaning;
  }

  public List<String> labels() {
    return labels;
  }
}
