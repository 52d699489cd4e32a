package dev.cairn.server.http;

import io.javalin.http.Context;
import java.io.IOException;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;

/// Whether the client whose request is being answered is still there. From the end of a request to
/// the end of its answer the engine reads nothing, so it does not learn that a client went away;
/// who answers for long can look for himself. Belongs to one request and to its thread, and is
/// asked after the body was read.
final class Presence {
  private static final int SOME = 1024;

  private final Connection connection;
  private final EndPoint wire;
  private boolean busy;

  private Presence(Connection connection) {
    this.connection = connection;
    this.wire = connection.getEndPoint();
  }

  static Presence of(Context ctx) {
    return new Presence(
        ServletContextRequest.getServletContextRequest(ctx.req())
            .getConnectionMetaData()
            .getConnection());
  }

  /// Whether it closed the connection, or the half of it on which it asks. Who sends the next
  /// request before he has the answer is there, and not looked for again.
  boolean left() {
    if (busy || !(connection instanceof Connection.UpgradeTo next)) return false;
    var bytes = BufferUtil.allocate(SOME);
    try {
      int read = wire.fill(bytes);
      if (read > 0) {
        // The next request; the engine takes it up where it would have read it itself.
        busy = true;
        next.onUpgradeTo(bytes);
      }
      return read < 0;
    } catch (IOException _) {
      return true;
    }
  }
}
