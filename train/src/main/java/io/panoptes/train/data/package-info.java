/** Pictures to learn from: reading, varying them, and what a network should say of them. */
package io.panoptes.train.data;
