/** How cameras move, so that trackers can tell their motion from that of what they see. */
package io.panoptes.segment.cameramotion;
