echo 'Here is your tea.'
