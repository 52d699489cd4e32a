/// x
@org.jspecify.annotations.NullMarked
package dev.cairn.server.cli;
