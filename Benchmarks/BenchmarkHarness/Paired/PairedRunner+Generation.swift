/// One generation: a fresh process of each side, and all open cells in rounds.
extension PairedRunner {
  func measureGeneration() {
    let pool = ContenderPool(sides, patience: Self.patience)
    defer { pool.end() }
    label("set-up")
    let setUp = order.settingUp(generations)
    for side in setUp where !pool.isPresent(side.name) {
      if !isInterrupted() { failures[side.name] = pool.failures[side.name] ?? "it does not run" }
    }
    engines.merge(pool.engines) { $1 }
    guard failures.isEmpty, !isInterrupted() else { return }
    prepare(pool, setUp)
    for side in PairedSide.allCases { pool.freeze(side.name) }
    for k in 0..<PairedMeasurement.roundsOfGeneration {
      let round = generations * PairedMeasurement.roundsOfGeneration + k
      label("generation \(generations + 1), \(open.count) of \(measurements.count) cells open")
      for index in schedule.order(round: round, count: measurements.count) where open.contains(index) {
        for side in order.measuring(cell: index, round: round) { sample(pool, index, side, round: round) }
      }
    }
    // What an interruption breaks off is no generation.
    if !isInterrupted() { generations += 1 }
  }

  /// Both sides make their problems and solve each once, at the same time: that is not timed, and checked.
  private func prepare(_ pool: ContenderPool, _ sides: [PairedSide]) {
    for index in open {
      let cell = measurements[index].cell
      ask(pool, index, sides, ContenderRequest(.prepare, id: cell.id, problem: cell.problem))
      ask(pool, index, sides, ContenderRequest(.run, id: cell.id, leastSeconds: 0))
    }
  }

  private func ask(_ pool: ContenderPool, _ index: Int, _ sides: [PairedSide], _ request: ContenderRequest) {
    guard canWork(pool, index) else { return }
    var sent: [PairedSide] = []
    for side in sides {
      attempt(index, side) { () throws(ContenderFailure) in
        try pool.send(side.name, request)
        sent.append(side)
      }
    }
    for side in sent {
      attempt(index, side) { () throws(ContenderFailure) in
        let reply = try pool.receive(side.name)
        if let reason = reply.skipped { measurements[index].sides[side.rawValue].refuse(.skipped(reason)) }
        if let reason = reply.invalid { measurements[index].sides[side.rawValue].refuse(.invalid(reason)) }
        if reply.seconds != nil { measurements[index].sides[side.rawValue].add(reply, round: nil) }
      }
    }
  }

  /// A process that died in another cell is missing for the rest of its generation.
  private func canWork(_ pool: ContenderPool, _ index: Int) -> Bool {
    measurements[index].isTimed && !isInterrupted() && PairedSide.allCases.allSatisfy { pool.isRunning($0.name) }
  }

  /// A failure is the side's in this cell, unless an interruption made it.
  private func attempt(_ index: Int, _ side: PairedSide, _ work: () throws(ContenderFailure) -> Void) {
    do throws(ContenderFailure) { try work() } catch {
      if !isInterrupted() { measurements[index].sides[side.rawValue].refuse(.skipped(error.description)) }
    }
  }

  private func sample(_ pool: ContenderPool, _ index: Int, _ side: PairedSide, round: Int) {
    guard canWork(pool, index) else { return }
    let cell = measurements[index].cell
    let slowdown = side == .b ? cell.slowdown : nil
    pool.thaw(side.name)
    attempt(index, side) { () throws(ContenderFailure) in
      let request = ContenderRequest(.run, id: cell.id, leastSeconds: Self.leastSeconds, slowdown: slowdown)
      measurements[index].sides[side.rawValue].add(try pool.ask(side.name, request), round: round)
    }
    pool.freeze(side.name)
  }

  private func label(_ text: String) { progress.show("\(Int(elapsed)) s: \(text)") }

  /// Short runs are repeated that long.
  private static var leastSeconds: Double { 0.03 }
  /// Longer than the set-up of any problem in memory takes.
  private static var patience: Double { 600 }
}
