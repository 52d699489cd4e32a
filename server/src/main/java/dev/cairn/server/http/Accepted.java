package dev.cairn.server.http;

import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Outcome;
import dev.cairn.indexer.Job;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/// What the client is told when files were taken in and wait to be read.
record Accepted(String job, List<File> documents) {
  /// @param id absent where the file was not taken in, or its job is still being filled
  record File(Optional<String> id, String fileName, String status) {}

  static void write(Context ctx, Job job) {
    write(
        ctx,
        new Accepted(
            job.id(),
            job.files().stream()
                .map(f ->
                    new File(
                        f.item().map(ItemId::value),
                        f.name(),
                        f.outcome().map(Outcome::code).orElse("received")))
                .toList()));
  }

  static void write(Context ctx, Accepted accepted) {
    ctx.status(202).header("Location", "/api/jobs/" + accepted.job());
    Json.write(ctx, accepted);
  }
}
