package io.headgate.core.routing;

/** Whether upper and lower case of the letters A to Z are told apart. */
public enum LetterCase {
    SIGNIFICANT,
    IGNORED
}
