import Leontief

extension ContestRunner {
  /// The contenders of a cell make their problems, all at once: this is not timed.
  func prepare(_ cell: ContestCell) -> [ContestEntry] {
    var current = cell.contenders.map { ContestEntry(cell: cell.id, contender: $0) }
    if isInterrupted() { return current }
    let (bytes, overflow) = cell.bytesNeeded.multipliedReportingOverflow(by: current.count)
    do throws(MemoryRefusal) {
      try budget.reserve(overflow ? .max : bytes, for: "\(cell.id) in \(current.count) processes")
    } catch {
      for index in current.indices { current[index].refuse(.skipped("memory: \(error)")) }
      return current
    }
    for index in current.indices { send(cell.problem, &current[index]) }
    for index in current.indices { receive(&current[index]) }
    return current
  }

  /// A probe is made once for the whole run; a reading needs nothing.
  func prepare(_ roof: ContestRoof) -> ContestEntry {
    var entry = ContestEntry(cell: roof.id, contender: roof.reader ?? Self.roofContender, roof: roof.roof)
    guard case .probe(let problem) = roof.source, !isInterrupted() else { return entry }
    send(problem, &entry)
    receive(&entry)
    return entry
  }

  private func send(_ problem: ContestProblem, _ entry: inout ContestEntry) {
    guard pool.isPresent(entry.contender) else {
      return entry.refuse(.skipped(pool.failures[entry.contender] ?? "it does not run"))
    }
    do throws(ContenderFailure) {
      try pool.send(entry.contender, ContenderRequest(.prepare, id: entry.cell, problem: problem))
    } catch { entry.refuse(.skipped(error.description)) }
  }

  private func receive(_ entry: inout ContestEntry) {
    guard entry.state.isTimed else { return }
    do throws(ContenderFailure) {
      let reply = try pool.receive(entry.contender)
      if let reason = reply.skipped { entry.refuse(.skipped(reason)) }
      if let reason = reply.invalid { entry.refuse(.invalid(reason)) }
    } catch { entry.refuse(.skipped(isInterrupted() ? "interrupted" : error.description)) }
  }

  func release(_ cell: ContestCell) {
    for name in cell.contenders { _ = try? pool.ask(name, ContenderRequest(.release, id: cell.id)) }
  }
}
