package dev.cairn.server.pages;

/// The drawing as the one large thing.
public record GraphPage(Page page, GraphView graph) {}
