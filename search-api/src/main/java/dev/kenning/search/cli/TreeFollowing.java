package dev.kenning.search.cli;

import dev.kenning.indexer.follow.FollowConfig;
import dev.kenning.indexer.follow.FollowedTrees;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.run.LiveIndex;
import dev.kenning.indexer.run.TreeIntake;
import dev.kenning.indexer.source.SourceRules;
import java.time.InstantSource;

/// Puts together the following of trees in a server.
final class TreeFollowing {
  private TreeFollowing() {}

  /// @param watched whether trees are watched, or only looked at when somebody asks
  static FollowedTrees start(ChangeLedger ledger, LiveIndex live, boolean watched) {
    InstantSource clock = InstantSource.system();
    return FollowedTrees.start(
        ledger,
        new TreeIntake(ledger, SourceRules.DEFAULT, clock),
        FollowConfig.DEFAULT,
        clock,
        live::accepted,
        watched);
  }
}
