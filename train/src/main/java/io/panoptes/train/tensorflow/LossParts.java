package io.panoptes.train.tensorflow;

/** Mean losses of a batch, weighted as they are summed. */
public record LossParts(double total, double semantic, double centre, double offset) {}
