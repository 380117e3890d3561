// kinds: transactional
package sample;

import java.sql.Connection;

class Transactions {
  @Transactional //> transactional
  void annotated() {}

  void byHand(Connection connection) throws Exception {
    connection.setAutoCommit(false); //> transactional
    connection.commit(); //> transactional
  }

  void query(Connection connection) throws Exception {
    connection.prepareStatement("x");
  }

  void byName(Work work) {
    work.transaction().begin(); //> transactional by-name
    session.rollback(); //> transactional by-name
  }

  public void commit() {
    super.commit(); //> transactional by-name
    offsets.commit(this);
    super.begin();
  }

  void otherCommit(Repository git) {
    git.commit();
  }

  void namedForIt(Work work) throws Exception {
    store.beginTransaction(); //> transactional by-name
    template.executeInTransaction(work); //> transactional by-name
    rollbackTx(work); //> transactional by-name
    statement.execute("ROLLBACK"); //> transactional by-name
    if (store.isInTransaction() || store.inTransaction()) {
      store.getTransactionTimeout();
    }
    statement.execute("commit the crime");
  }

  class OwnTransaction {
    void commit() { //> transactional by-name
      journal.append(this);
    }

    void rollback() {
      throw new UnsupportedOperationException();
    }

    boolean rollbackOn(Throwable failure) {
      return rules.rollbackOn(failure);
    }
  }

  class Broker {
    void commit() {
      delegate.commit(); //> transactional by-name
    }

    void rollback() {
      delegate.rollback(); //> transactional by-name
    }
  }

  class Consumer {
    void commit() {
      offsets.commit();
    }
  }

  class Branch {
    void commit(javax.transaction.xa.Xid xid) {
      dispatch(3, xid); //> transactional by-name
    }
  }

  void toldByNames(State state, Long txid, Work work) {
    state.beginCommit(txid); //> transactional by-name
    state.commit(txid); //> transactional by-name
    state.commit(offset);
    environment.beginInternalTransaction(work); //> transactional by-name
    Sessions.commitIfNecessary(work); //> transactional by-name
    holder.rollbackAll(); //> transactional by-name
    list.beginAutoCommit(); //> transactional by-name
    log.exceptionWhileInteractingWithTransaction("a", work);
    wallet.signWithTransaction(work);
  }
}
