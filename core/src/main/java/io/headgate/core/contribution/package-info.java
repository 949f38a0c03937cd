/**
 * One Ingress alone, and what it gives to its group. To be read in this order: {@code MemberCompiler}, {@code MemberScope}, what each part
 * is made of (listeners, rules, actions, target groups, wishes), {@code AwsLimitCheck} for what AWS would refuse, {@code Contribution}.
 */
@NullMarked
package io.headgate.core.contribution;

import org.jspecify.annotations.NullMarked;
