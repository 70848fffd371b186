/**
 * What saves a camera's frames from being segmented: optical flow carries the segments of a key
 * frame on, and a still scene keeps those it has. Plain Java; the flow itself comes from {@link
 * io.panoptes.segment.propagation.FlowEngine}.
 */
package io.panoptes.segment.propagation;
