/** The program that measures how long pods wait while everything else is busy. */
@NullMarked
package io.headgate.benchmark.podpath;

import org.jspecify.annotations.NullMarked;
