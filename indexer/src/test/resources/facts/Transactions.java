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

  void otherCommit(Repository git) {
    git.commit();
  }
}
