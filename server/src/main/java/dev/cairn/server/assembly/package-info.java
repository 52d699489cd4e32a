/// *How are the rooms joined?*
///
/// The only place that chooses adapters and wires rooms. Way in: {@link
/// dev.cairn.server.assembly.Assembly}.
@NullMarked
package dev.cairn.server.assembly;

import org.jspecify.annotations.NullMarked;
