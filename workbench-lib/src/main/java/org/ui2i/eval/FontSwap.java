package org.ui2i.eval;

/**
 * Whose letter and whose font come out when contents and class images are of two unseen fonts, both ways round.
 *
 * @param contentLetter share of drawings in which the judge reads the content's letter
 * @param classLetter share in which it reads one of the class images' letters
 * @param classFont share whose five nearest glyphs of this letter have the class images' font's among them
 * @param contentFont the same for the content's font: what leaks
 */
public record FontSwap(double contentLetter, double classLetter, double classFont, double contentFont) {}
