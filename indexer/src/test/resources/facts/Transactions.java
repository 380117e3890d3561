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
}
