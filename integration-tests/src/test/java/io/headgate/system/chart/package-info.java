/** Tests of the chart. */
@NullMarked
package io.headgate.system.chart;

import org.jspecify.annotations.NullMarked;
