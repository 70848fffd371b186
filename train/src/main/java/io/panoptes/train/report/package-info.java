/** Measures networks on labelled pictures, and shows how training went. */
package io.panoptes.train.report;
