package dev.cairn.server.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// Server-sent events. Each reader waits on a virtual thread, so that many of them cost no thread
/// of the pool.
final class Events {
  /// So often a reader is told that the server is still there.
  static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private Events() {}

  /// Sends events until it returns.
  interface Teller {
    void tell(Out out) throws IOException, InterruptedException;
  }

  /// Where events go.
  record Out(OutputStream stream) {
    void send(String event, Object data) throws IOException {
      write("event: " + event + "\ndata: " + Json.text(data) + "\n\n");
    }

    void heartbeat() throws IOException {
      write(": still here\n\n");
    }

    private void write(String text) throws IOException {
      stream.write(text.getBytes(StandardCharsets.UTF_8));
      stream.flush();
    }
  }

  static void write(Context ctx, String thread, Teller teller) {
    ctx.contentType("text/event-stream; charset=utf-8");
    ctx.header("Cache-Control", "no-store");
    ctx.header("X-Accel-Buffering", "no");
    ctx.disableCompression();
    ctx.future(() -> {
      var over = new CompletableFuture<Void>();
      Thread.ofVirtual()
          .name(thread)
          .start(() -> {
            try {
              teller.tell(new Out(ctx.outputStream()));
              over.complete(null);
            } catch (IOException _) {
              over.complete(null); // the reader has gone
            } catch (InterruptedException _) {
              Thread.currentThread().interrupt();
              over.complete(null);
            } catch (RuntimeException e) {
              over.completeExceptionally(e);
            }
          });
      return over;
    });
  }
}
