package dev.cairn.server.unruly.corpus;

import java.util.List;

/// Keeps every foreign library in the wrong room.
public final class Hoarder {
  public List<Class<?>> stolen() {
    return List.of(
        org.apache.jena.graph.Node.class,
        org.apache.tika.Tika.class,
        org.apache.lucene.document.Document.class,
        ai.onnxruntime.OrtSession.class,
        org.apache.hc.core5.http.HttpHost.class,
        io.javalin.Javalin.class,
        gg.jte.TemplateOutput.class,
        picocli.CommandLine.class,
        tools.jackson.databind.JsonNode.class);
  }
}
