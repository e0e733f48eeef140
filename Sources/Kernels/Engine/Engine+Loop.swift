import MatrixCore

extension Engine {
  /// Its threads and its kernel as a loop for those who have neither: the readers and checks of tables.
  public var loop: ParallelLoop {
    let team = team
    return ParallelLoop(lineKernel: table.lines) { turns, turn in
      team.split(0..<turns) { part in
        for k in part { turn(k) }
      }
    }
  }
}
