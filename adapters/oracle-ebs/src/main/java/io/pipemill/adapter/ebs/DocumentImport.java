package io.pipemill.adapter.ebs;

import io.pipemill.adapter.Answer;
import io.pipemill.adapter.OutboundDocument;
import io.pipemill.adapter.RowChange;
import io.pipemill.canonical.Violation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One kind of document and the open interface that imports it. */
interface DocumentImport {

  /**
   * Reads the mapped records without touching the interface tables.
   *
   * @param rejections what is wrong, by delivery id; filled here
   */
  Batch read(
      List<OutboundDocument> documents, EbsNames names, Map<Long, List<Violation>> rejections);

  /** Documents that were read and can be written. */
  interface Batch {

    /**
     * Writes the interface rows and submits one request for all of them, inside the caller's
     * transaction.
     *
     * @return the request, or null if nothing had to be sent
     */
    @Nullable Long write(Connection connection) throws SQLException;

    /** The rows of base tables that the import would change; one list per document, in order. */
    List<List<RowChange>> preview(Connection connection) throws SQLException;
  }

  /**
   * What became of the documents of requests that are over.
   *
   * @param over each request with its documents
   */
  Outcome answers(
      Connection connection,
      Map<ConcurrentRequests.Latest, List<OutboundDocument>> over,
      EbsNames names)
      throws SQLException;

  /**
   * @param answers for documents that are finished
   * @param unfinished requests whose rows were not processed and have to be submitted again
   */
  record Outcome(List<Answer> answers, List<Unfinished> unfinished) {}

  /**
   * @param reason for the log and for the operator
   * @param release frees the rows inside the caller's transaction and submits a new request
   */
  record Unfinished(ConcurrentRequests.Latest request, String reason, Resubmission release) {}

  /** Frees stamped rows and submits a new request; gives its id. */
  @FunctionalInterface
  interface Resubmission {
    long run(Connection connection) throws SQLException;
  }
}
